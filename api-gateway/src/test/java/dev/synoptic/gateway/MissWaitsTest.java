package dev.synoptic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.answer.ConnectionWitness;
import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.dns.DnsCounters;
import dev.synoptic.gateway.dns.DnsDatagrams;
import dev.synoptic.gateway.dns.DnsDesk;
import dev.synoptic.gateway.dns.DnsStreams;
import dev.synoptic.gateway.dns.Zone;
import dev.synoptic.gateway.plugin.PluginCounters;
import dev.synoptic.gateway.plugin.PluginJudge;
import dev.synoptic.gateway.plugin.PluginProtocol;
import dev.synoptic.gateway.socket.Admission;
import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.gateway.socket.Protocol;
import dev.synoptic.gateway.text.TextCounters;
import dev.synoptic.gateway.text.TextProtocol;
import dev.synoptic.gateway.v2.V2Counters;
import dev.synoptic.gateway.v2.V2Desk;
import dev.synoptic.gateway.v2.V2Form;
import dev.synoptic.gateway.v2.V2Protocol;
import dev.synoptic.gateway.v2.V2Status;
import dev.synoptic.packet.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/// How long each protocol waits for a host that is not known yet (`clients.md` 4.2, 7; design §4): answered the moment
/// it is known, at the latest when the time is over, and the next question about it at once.
class MissWaitsTest {

    private static final IpAddress LATE = IpAddress.parse("198.18.25.11").orElseThrow();

    private final Map<IpAddress, HostAnswer> known = new HashMap<>();
    private final HandshakeWaits waits = new HandshakeWaits(() -> true);
    private final HostFinder hosts = address -> Optional.ofNullable(known.get(address));

    enum Front {
        V2,
        TEXT,
        PLUGIN,
        DNS_OVER_TCP
    }

    @ParameterizedTest
    @CsvSource({"V2, 50", "TEXT, 50", "PLUGIN, 1000", "DNS_OVER_TCP, 500"})
    void whoIsNotKnownIsWaitedForAndThenAnswered(Front front, long millis) {
        long due = Duration.ofMillis(millis).toNanos();
        var found = new Said(protocol(front)).send(question(front));
        assertThat(found.wakeNanos()).isEqualTo(due);
        assertThat(found.resume(due - 1).answers()).isEmpty();
        known.put(LATE, linux());
        assertThat(found.resume(due - 1).text()).is(told(front, true));
        assertThat(found.wakeNanos()).isEqualTo(Conversation.NEVER);
        known.clear();
        var missed = new Said(protocol(front)).send(question(front));
        assertThat(missed.resume(due).text()).is(told(front, false));
        assertThat(new Said(protocol(front)).send(question(front)).text())
                .as("asked again at once")
                .is(told(front, false));
    }

    @Test
    void aDatagramToTheZoneWaitsAsLong() throws Exception {
        List<Message> said = new ArrayList<>();
        var zone = new DnsDatagrams(desk(), 0);
        var peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
        zone.receive(ByteBuffer.wrap(query()), peer, (datagram, _) -> said.add(message(datagram)), 0);
        assertThat(zone.wakeNanos()).isEqualTo(Duration.ofMillis(500).toNanos());
        zone.resume((datagram, _) -> said.add(message(datagram)), 1);
        assertThat(said).isEmpty();
        known.put(LATE, linux());
        zone.resume((datagram, _) -> said.add(message(datagram)), 2);
        assertThat(said).singleElement().matches(answer -> answer.getRcode() == Rcode.NOERROR);
        assertThat(zone.wakeNanos()).isEqualTo(Conversation.NEVER);
    }

    private static Message message(ByteBuffer datagram) {
        try {
            return new Message(datagram);
        } catch (java.io.IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static org.assertj.core.api.Condition<String> told(Front front, boolean known) {
        return new org.assertj.core.api.Condition<>(
                text -> switch (front) {
                    case V2 -> text.length() == 144 && text.charAt(8) == (known ? 0 : 2);
                    case TEXT -> text.equals(known ? "Linux\n" : "Unknown\n");
                    case PLUGIN -> text.equals("query_id=1\naction=pass\nttl=" + (known ? 600 : 60) + "\n\n");
                    case DNS_OVER_TCP -> text.length() > 5 && (text.charAt(5) & 0xF) == (known ? 0 : Rcode.NXDOMAIN);
                },
                known ? "known" : "not known");
    }

    private static String question(Front front) {
        return switch (front) {
            case V2 ->
                new String(
                        HexFormat.of().parseHex("edacef0d0100000078563412c612190bc612190157a11900"),
                        StandardCharsets.ISO_8859_1);
            case TEXT -> "198.18.25.11\n";
            case PLUGIN -> "query_id=1\nremote_address=198.18.25.11\n\n";
            case DNS_OVER_TCP -> "\0" + (char) query().length + new String(query(), StandardCharsets.ISO_8859_1);
        };
    }

    private static byte[] query() {
        return HexFormat.of()
                .parseHex("123401000001000000000000" + "023131" + "023235" + "023138" + "03313938" + "026f73"
                        + "076578616d706c65" + "00" + "00010001");
    }

    private Protocol protocol(Front front) {
        var patient = Optional.of(waits);
        return switch (front) {
            case V2 ->
                new V2Protocol(new V2Desk(
                        hosts,
                        ConnectionWitness.NOBODY,
                        V2Form.USUAL,
                        patient,
                        new V2Counters(),
                        () -> new V2Status(0, 0, 0, 0, 0, 0, 0)));
            case TEXT -> new TextProtocol(hosts, patient, new TextCounters());
            case PLUGIN -> new PluginProtocol(hosts, PluginJudge.PASS_ALL, patient, new PluginCounters());
            case DNS_OVER_TCP -> new DnsStreams(desk());
        };
    }

    private DnsDesk desk() {
        return new DnsDesk(
                Zone.of("os.example", Duration.ofSeconds(120), Duration.ofSeconds(10)),
                hosts,
                () -> true,
                Admission.ANYONE,
                Optional.of(waits),
                new DnsCounters());
    }

    private static HostAnswer linux() {
        return HostAnswer.visits(1, 2, 3).withSystem(new OperatingSystem("Linux", "", false, false));
    }
}
