package dev.synoptic.gateway.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.packet.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// amavisd's datagrams and both wordings (`clients.md` 3).
class AnalyzerProtocolTest {

    private static final IpAddress KNOWN = IpAddress.parse("198.18.25.10").orElseThrow();
    private static final IpAddress KNOWN6 = IpAddress.parse("2001:db8:25::10").orElseThrow();
    private static final InetSocketAddress AMAVIS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

    private final AnalyzerCounters counters = new AnalyzerCounters();
    private Optional<OperatingSystem> system = Optional.of(new OperatingSystem("Windows", "XP SP1+", false, false));
    private Optional<HostAnswer.Uptime> uptime = Optional.of(new HostAnswer.Uptime(200, 49));
    private Optional<LastHandshake> latest = Optional.empty();

    @Test
    void theNewWordingBeginsWithTheSystemAndSortsTheRest() {
        latest = Optional.of(new LastHandshake("4:128+0:0:1460:8192,2:mss,nop,ws:df,id+:0", OptionalInt.of(1500)));
        assertThat(ask(Wording.V3, "[198.18.25.10]:1234 NoNcE0001"))
                .containsExactly("[198.18.25.10]:1234 NoNcE0001 Windows XP SP1+; dist: 12; link: DSL; params: none;"
                        + " raw_mtu: 1500; raw_sig: 4:128+0:0:1460:8192,2:mss,nop,ws:df,id+:0\r\n");
        system = Optional.empty();
        assertThat(ask(Wording.V3, "[198.18.25.10] n").getFirst()).startsWith("[198.18.25.10] n ???; dist: 12;");
        system = Optional.of(new OperatingSystem("Linux", "", true, true));
        assertThat(ask(Wording.V3, "[198.18.25.10] n").getFirst())
                .contains(" Linux; ")
                .contains("params: generic fuzzy");
    }

    @Test
    void theOldWordingIsALine() {
        assertThat(ask(Wording.V2, "[198.18.25.10]:1234 n"))
                .containsExactly("[198.18.25.10]:1234 n Windows XP SP1+ (up: 3 hrs), (distance 12, link: DSL)\r\n");
        system = Optional.empty();
        latest = Optional.of(new LastHandshake("8192:128:1:48:M1460,N,N,S:.", OptionalInt.empty()));
        assertThat(ask(Wording.V2, "[198.18.25.10] n").getFirst())
                .startsWith("[198.18.25.10] n UNKNOWN [8192:128:1:48:M1460,N,N,S:.] (up: 3 hrs), (distance 12");
    }

    @Test
    void theOldWordingPutsACommaBeforeTheWayWhateverStandsBeforeIt() {
        uptime = Optional.empty();
        assertThat(ask(Wording.V2, "[198.18.25.10] n"))
                .containsExactly("[198.18.25.10] n Windows XP SP1+, (distance 12, link: DSL)\r\n");
    }

    /// First word and nonce come back as they are, and the whole stays under 1,024 octets: what is too long for both
    /// makes no sense.
    @ParameterizedTest
    @ValueSource(ints = {1005, 1006, 1007, 2000})
    void aNonceThatFitsComesBackWholeAndALongerOneIsNotAnswered(int nonceOctets) {
        List<String> answers = ask(Wording.V3, "[198.18.25.10] " + "n".repeat(nonceOctets));
        if (nonceOctets > 1023 - 3 - "[198.18.25.10] ".length()) {
            assertThat(answers).isEmpty();
        } else {
            assertThat(answers)
                    .singleElement()
                    .matches(answer -> answer.startsWith("[198.18.25.10] " + "n".repeat(nonceOctets) + " "))
                    .matches(answer -> answer.length() == 1023);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[IPv6:2001:db8:25::10]:25 n", "[2001:0DB8:25:0::10] n", "[::ffff:198.18.25.10] n"})
    void addressesComeInEveryForm(String request) {
        assertThat(ask(Wording.V3, request).getFirst()).startsWith(request + " Windows");
    }

    @Test
    void whoIsNotKnownIsAnsweredToo() {
        assertThat(ask(Wording.V3, "[198.18.25.99]:1234 NoNcE0001"))
                .containsExactly("[198.18.25.99]:1234 NoNcE0001 \r\n");
    }

    @Test
    void anAnswerStaysBelow1024OctetsWhateverTheSystemIsCalled() {
        system = Optional.of(new OperatingSystem("W".repeat(900), "x".repeat(900), false, false));
        assertThat(ask(Wording.V3, "[198.18.25.10] " + "n".repeat(300)).getFirst())
                .hasSizeLessThan(1024)
                .endsWith("\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "198.18.25.10 n", "[198.18.25.10]", "[198.18.25.300] n", "[198.18.25.10]:x n", "[] n"})
    void nonsenseIsNotAnswered(String request) {
        assertThat(ask(Wording.V3, request)).isEmpty();
        assertThat(counters.bad().sum()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {53, 1023, 2049})
    void portsOfServicesAreNotAnswered(int port) {
        assertThat(ask(Wording.V3, "[198.18.25.10] n", new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
                .isEmpty();
    }

    private List<String> ask(Wording wording, String request) {
        return ask(wording, request, AMAVIS);
    }

    private List<String> ask(Wording wording, String request, InetSocketAddress peer) {
        var protocol = new AnalyzerProtocol(
                address -> address.equals(KNOWN) || address.equals(KNOWN6) ? Optional.of(host()) : Optional.empty(),
                _ -> latest,
                wording,
                counters);
        List<String> answers = new ArrayList<>();
        protocol.receive(
                ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)),
                peer,
                (datagram, to) -> {
                    assertThat(to).isEqualTo(peer);
                    answers.add(StandardCharsets.US_ASCII.decode(datagram).toString());
                },
                0);
        return answers;
    }

    private HostAnswer host() {
        return new HostAnswer(
                1,
                2,
                3,
                uptime,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.of(12),
                HostAnswer.Dishonesty.NONE,
                system,
                Optional.empty(),
                Optional.of("DSL"),
                Optional.empty(),
                Optional.empty());
    }
}
