package dev.synoptic.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.Said;
import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.packet.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Framing, replies, errors and limits of the plug-in protocol: `clients.md` 7.
class PluginConversationTest {

    private static final String KNOWN = "query_id=a1\nremote_address=198.18.25.10\n\n";

    private final PluginCounters counters = new PluginCounters();
    private PluginAction action = PluginAction.PASS;
    private boolean trusting;
    private Optional<HandshakeWaits> waits = Optional.empty();

    @ParameterizedTest
    @CsvSource({
        "198.18.25.10, pass, 600",
        "::ffff:198.18.25.10, pass, 600",
        "198.18.25.99, pass, 60",
        "nobody, pass, 0",
        "'', pass, 0",
    })
    void threeLinesInThisOrderAndAnEmptyOne(String address, String action, int ttl) {
        var said = ask("query_id=a1\nremote_address=" + address + "\n\n");
        assertThat(said.text()).isEqualTo("query_id=a1\naction=" + action + "\nttl=" + ttl + "\n\n");
        assertThat(said.isClosed()).isFalse();
    }

    @Test
    void anIdComesBackOctetForOctetAndOrderUnknownNamesAndCrLfAreNoMatter() {
        String id = "=x y\u00ff\u0001" + "i".repeat(250);
        assertThat(ask("zzz=\r\nremote_address=198.18.25.10\r\nlocal_port=25\r\nquery_id=" + id + "\r\n\r\n")
                        .text())
                .isEqualTo("query_id=" + id + "\naction=pass\nttl=600\n\n");
    }

    @Test
    void anAddressMustBeOfTheFamilyThatIsNamed() {
        String query = "query_id=1\nremote_address=198.18.25.10\naddress_family=%s\n\n";
        assertThat(ask(query.formatted("ipv4")).text()).contains("ttl=600");
        assertThat(ask(query.formatted("ipv6")).text()).contains("action=pass\nttl=0\n");
    }

    /// Only `pass` is to be remembered; a host that is not known passes whatever is said of others.
    @ParameterizedTest
    @CsvSource({"enforce, 1, 0", "drop, 1, 0", "ignore, 0, 1"})
    void whateverIsSaidOfAKnownHostIsPassedOn(String word, int refused, int ignored) {
        action = PluginAction.valueOf(word.toUpperCase(Locale.ROOT));
        assertThat(ask(KNOWN).text()).isEqualTo("query_id=a1\naction=" + word + "\nttl=0\n\n");
        assertThat(ask(KNOWN.replace(".10", ".99")).text()).isEqualTo("query_id=a1\naction=pass\nttl=60\n\n");
        assertThat(counters.refused().sum()).isEqualTo(refused);
        assertThat(counters.ignored().sum()).isEqualTo(ignored);
    }

    /// K4: for a client that passes anyhow nobody is asked and nobody waits, and it is told for as long as one that is
    /// known.
    @Test
    void whoIsTrustedPassesAtOnceAndForLong() {
        waits = Optional.of(new HandshakeWaits(() -> true));
        String unknown = KNOWN.replace(".10", ".99");
        assertThat(ask(unknown).text()).isEmpty(); // it waits
        trusting = true;
        assertThat(ask(unknown).text()).isEqualTo("query_id=a1\naction=pass\nttl=600\n\n");
        assertThat(ask(unknown.replace("\n\n", "\nwant=details\n\n")).text()).isEmpty(); // for the details it waits
    }

    @Test
    void detailsFollowTheThreeLinesWhereTheyAreWanted() {
        assertThat(ask(KNOWN.replace("\n\n", "\nwant=details\n\n")).text())
                .isEqualTo("query_id=a1\naction=pass\nttl=600\nos=Linux 3.11 and newer\nshared=no\n\n");
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void whatIsNoQueryEndsTheConnectionWithoutAReply(String nonsense) {
        var said = ask(KNOWN + nonsense + KNOWN);
        assertThat(said.text()).isEqualTo("query_id=a1\naction=pass\nttl=600\n\n");
        assertThat(said.isClosed()).isTrue();
        assertThat(counters.nonsense().sum()).isEqualTo(1);
    }

    static String[] nonsense() {
        return new String[] {
            "\n",
            "no equals sign\n\n",
            "=nameless\n\n",
            "remote_address=198.18.25.10\n\n",
            "query_id=\nremote_address=198.18.25.10\n\n",
            "query_id=" + "x".repeat(257) + "\n\n",
            "query_id=1\nnul=\u0000\n\n",
            "query_id=1\nlong=" + "x".repeat(8_192) + "\n\n",
            "query_id=1\n" + ("a=" + "y".repeat(1_000) + "\n").repeat(66) + "\n",
            "request=smtpd_access_policy\nquery_id=1\n\n",
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8_192})
    void anyNumberAheadInPiecesOfAnySizeIsAnsweredOnceEach(int piece) {
        int queries = 400;
        var all = new StringBuilder();
        var expected = new StringBuilder();
        for (int i = 0; i < queries; i++) {
            all.append("query_id=").append(i).append("\nremote_address=198.18.25.10\n\n");
            expected.append("query_id=").append(i).append("\naction=pass\nttl=600\n\n");
        }
        var said = new Said(protocol())
                .send(all.toString().getBytes(StandardCharsets.ISO_8859_1), piece)
                .end();
        assertThat(said.text()).isEqualTo(expected.toString());
        assertThat(said.isClosed()).isTrue();
    }

    private Said ask(String text) {
        return new Said(protocol()).send(text);
    }

    private PluginProtocol protocol() {
        var known = IpAddress.parse("198.18.25.10").orElseThrow();
        var host = HostAnswer.visits(1, 2, 3).withSystem(new OperatingSystem("Linux", "3.11 and newer", false, false));
        return new PluginProtocol(
                address -> address.equals(known) ? Optional.of(host) : Optional.empty(), judge(), waits, counters);
    }

    private PluginJudge judge() {
        return new PluginJudge() {
            @Override
            public PluginAction of(IpAddress client, HostAnswer host) {
                return action;
            }

            @Override
            public boolean isTrusted(IpAddress client) {
                return trusting;
            }
        };
    }
}
