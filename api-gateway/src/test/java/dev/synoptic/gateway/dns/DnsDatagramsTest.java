package dev.synoptic.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.gateway.socket.Admission;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.Network;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// The zone's answers by the message (`clients.md` 6.2, 6.3).
class DnsDatagramsTest {

    private static final String KNOWN = "10.25.18.198.os.example.";
    private static final String UNKNOWN = "99.25.18.198.os.example.";
    private static final InetSocketAddress FRIEND = new InetSocketAddress("192.0.2.7", 5353);
    private static final InetSocketAddress STRANGER = new InetSocketAddress("203.0.113.9", 5353);
    private static final InetSocketAddress ANOTHER = new InetSocketAddress("203.0.114.9", 5353);
    private static final int PER_SECOND = 10;

    private final List<Message> said = new ArrayList<>();
    private final DnsCounters counters = new DnsCounters();
    private boolean hasState = true;
    private Instant now = Instant.ofEpochSecond(1_700_000_600);
    private final DnsDatagrams zone = new DnsDatagrams(desk(), PER_SECOND);

    private DnsDesk desk() {
        IpAddress known = IpAddress.parse("198.18.25.10").orElseThrow();
        HostAnswer linux = HostAnswer.visits(1_700_000_000, 1_700_000_600, 7)
                .withSystem(new OperatingSystem("Linux", "3.11 and newer", true, false));
        return new DnsDesk(
                Zone.of("os.example", Duration.ofSeconds(120), Duration.ofSeconds(10))
                        .forgetting(new Forgetting(Duration.ofHours(2), () -> now)),
                address -> address.equals(known) ? Optional.of(linux) : Optional.empty(),
                () -> hasState,
                new Admission(List.of(Network.parse("192.0.2.0/24").orElseThrow()), 1),
                Optional.empty(),
                counters);
    }

    @Test
    void eachFactIsARecordOfItsOwn() throws Exception {
        Message answer = ask(FRIEND, query(KNOWN, Type.A));
        assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(texts(answer, Section.ANSWER)).containsExactly("127.0.1.2", "127.0.3.255", "127.0.4.8");
        assertThat(answer.getSection(Section.ANSWER)).allMatch(record -> record.getTTL() == 120);
    }

    /// `clients.md` 6.3 rule 8.
    @ParameterizedTest
    @CsvSource({"0, 120", "7080, 120", "7100, 100", "7199, 1", "7200, 10", "99999999, 10"})
    void nobodyIsToldToRememberAHostForLongerThanWeDo(long secondsSinceLastSeen, long ttl) throws Exception {
        now = Instant.ofEpochSecond(1_700_000_600 + secondsSinceLastSeen);
        assertThat(ask(FRIEND, query(KNOWN, Type.A)).getSection(Section.ANSWER))
                .isNotEmpty()
                .allMatch(record -> record.getTTL() == ttl);
        assertThat(ask(FRIEND, query("2.0.0.127.os.example.", Type.A)).getSection(Section.ANSWER))
                .allMatch(record -> record.getTTL() == 120);
    }

    @Test
    void aToolIsAFlagBesideTheOthers() {
        HostAnswer linux = HostAnswer.visits(1_700_000_000, 1_700_000_600, 7)
                .withSystem(new OperatingSystem("Linux", "3.11 and newer", true, false));
        var scanner = new HostAnswer(
                linux.firstSeenSeconds(),
                linux.lastSeenSeconds(),
                linux.connections(),
                linux.uptime(),
                linux.lastNatSeconds(),
                linux.lastChangeSeconds(),
                linux.distance(),
                linux.dishonesty(),
                linux.system(),
                linux.http(),
                linux.link(),
                linux.language(),
                Optional.of(new HostAnswer.Tool("NMap", "SYN scan", linux.lastSeenSeconds())));
        assertThat(HostRecords.of(scanner, Optional.empty(), false))
                .hasValueSatisfying(records -> assertThat(records.inetAddresses())
                        .extracting(java.net.InetAddress::getHostAddress)
                        .containsExactly("127.0.1.2", "127.0.3.255", "127.0.4.12"));
    }

    @Test
    void countsAreForTheListAlone() throws Exception {
        assertThat(texts(ask(FRIEND, query(KNOWN, Type.TXT)), Section.ANSWER))
                .containsExactly("\"os=Linux 3.11 and newer; conns=7\"");
        assertThat(texts(ask(STRANGER, query(KNOWN, Type.TXT)), Section.ANSWER))
                .containsExactly("\"os=Linux 3.11 and newer\"");
    }

    @Test
    void aSubZoneHoldsItsClassAlone() throws Exception {
        assertThat(texts(ask(FRIEND, query("10.25.18.198.linux.os.example.", Type.A)), Section.ANSWER))
                .containsExactly("127.0.0.2");
        assertThat(ask(FRIEND, query("10.25.18.198.windows.os.example.", Type.A))
                        .getRcode())
                .isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void aDenialComesWithAnSoaOfItsOwnShortLife() throws Exception {
        Message answer = ask(FRIEND, query(UNKNOWN, Type.A));
        assertThat(answer.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        var soa = (SOARecord) answer.getSection(Section.AUTHORITY).getFirst();
        assertThat(soa.getTTL()).isEqualTo(soa.getMinimum()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "25.18.198.os.example., A, NOERROR",
        "198.os.example., A, NOERROR",
        "0.0.0.0.os.example., A, NOERROR",
        "f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.os.example., A, NOERROR",
        "2.0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.os.example., A, NOERROR",
        "1.0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.os.example., A, NXDOMAIN",
        "1.10.25.18.198.os.example., A, NXDOMAIN",
        "256.25.18.198.os.example., A, NXDOMAIN",
        "010.25.18.198.os.example., A, NXDOMAIN",
        "linux.os.example., A, NOERROR",
        "10.25.18.198.os.example., TYPE65280, NOERROR",
        "10.25.18.198.os.example., IXFR, REFUSED",
        "os.example., SOA, NOERROR",
        "10.25.18.198.os.example., MX, NOERROR",
        "10.25.18.198.os.example., AXFR, REFUSED",
        "10.25.18.198.other.example., A, REFUSED",
        "nonsense.os.example., A, NXDOMAIN",
    })
    void namesAboveHostsAreNeverDenied(String name, String type, String rcode) throws Exception {
        assertThat(Rcode.string(ask(FRIEND, query(name, Type.value(type))).getRcode()))
                .isEqualTo(rcode);
    }

    @Test
    void otherOpcodesAndClassesAreTurnedAway() throws Exception {
        Message notify = query(KNOWN, Type.A);
        notify.getHeader().setOpcode(Opcode.NOTIFY);
        assertThat(ask(FRIEND, notify).getRcode()).isEqualTo(Rcode.NOTIMP);
        var chaos = Message.newQuery(Record.newRecord(Name.fromString(KNOWN), Type.TXT, DClass.CHAOS));
        assertThat(ask(FRIEND, chaos).getRcode()).isEqualTo(Rcode.REFUSED);
    }

    @Test
    void theQuestionComesBackOctetForOctet() throws Exception {
        Message answer = ask(FRIEND, query("10.25.18.198.oS.ExAmPlE.", Type.A));
        assertThat(answer.getQuestion().getName()).hasToString("10.25.18.198.oS.ExAmPlE.");
        assertThat(answer.getSection(Section.ANSWER)).isNotEmpty();
    }

    @Test
    void ednsIsAnsweredWithEdnsAndOnlyThen() throws Exception {
        assertThat(ask(FRIEND, query(KNOWN, Type.A)).getOPT()).isNull();
        Message extended = query(KNOWN, Type.A);
        extended.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        assertThat(ask(FRIEND, extended).getOPT().getFlags()).isZero();
        Message secured = query(KNOWN, Type.A);
        secured.addRecord(new OPTRecord(512, 0, 0, 0x8000), Section.ADDITIONAL);
        assertThat(ask(FRIEND, secured).getOPT().getFlags()).isEqualTo(0x8000);
        Message newer = query(KNOWN, Type.A);
        newer.addRecord(new OPTRecord(4096, 0, 1), Section.ADDITIONAL);
        assertThat(ask(FRIEND, newer).getRcode()).isEqualTo(Rcode.BADVERS);
        Message twice = query(KNOWN, Type.A);
        twice.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        twice.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        assertThat(ask(FRIEND, twice).getRcode()).isEqualTo(Rcode.FORMERR);
    }

    @Test
    void responsesAndGarbageAreNeverAnswered() throws Exception {
        Message response = query(KNOWN, Type.A);
        response.getHeader().setFlag(Flags.QR);
        tell(FRIEND, response.toWire());
        tell(FRIEND, new byte[] {1, 2, 3});
        tell(new InetSocketAddress("192.0.2.7", 0), query(KNOWN, Type.A).toWire());
        assertThat(said).isEmpty();
        assertThat(counters.garbage().sum()).isEqualTo(3);
    }

    @Test
    void withoutAnyStateNothingIsDenied() throws Exception {
        hasState = false;
        assertThat(ask(FRIEND, query(UNKNOWN, Type.A)).getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(texts(ask(FRIEND, query("2.0.0.127.os.example.", Type.A)), Section.ANSWER))
                .containsExactly("127.0.0.2");
    }

    @Test
    void oneNetworkHasOnlySoManyAnswersASecond() throws Exception {
        for (int i = 0; i < PER_SECOND + 6; i++)
            tell(STRANGER, query(KNOWN, Type.A).toWire());
        assertThat(said).hasSize(PER_SECOND + 3);
        assertThat(said.subList(PER_SECOND, said.size())).allSatisfy(cut -> {
            assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
            assertThat(cut.getSection(Section.ANSWER)).isEmpty();
        });
        assertThat(counters.limited().sum()).isEqualTo(6);
        assertThat(ask(ANOTHER, query(KNOWN, Type.A)).getHeader().getFlag(Flags.TC))
                .isFalse();
        for (int i = 0; i < 2 * PER_SECOND; i++)
            tell(FRIEND, query(KNOWN, Type.A).toWire());
        assertThat(counters.limited().sum()).isEqualTo(6);
        said.clear();
        zone.receive(ByteBuffer.wrap(query(KNOWN, Type.A).toWire()), STRANGER, this::hear, TimeUnit.SECONDS.toNanos(1));
        assertThat(said).singleElement().matches(answer -> !answer.getHeader().getFlag(Flags.TC));
    }

    private static Message query(String name, int type) throws Exception {
        return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
    }

    private Message ask(InetSocketAddress peer, Message query) {
        said.clear();
        tell(peer, query.toWire());
        return said.getFirst();
    }

    private void tell(InetSocketAddress peer, byte[] octets) {
        zone.receive(ByteBuffer.wrap(octets), peer, this::hear, 0);
    }

    private void hear(ByteBuffer datagram, InetSocketAddress peer) {
        assertThat(datagram.remaining()).isLessThanOrEqualTo(DnsDatagrams.ANSWER_OCTETS_MAX);
        try {
            said.add(new Message(datagram));
        } catch (java.io.IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static List<String> texts(Message answer, int section) {
        return answer.getSection(section).stream().map(Record::rdataToString).toList();
    }
}
