package dev.synoptic.verdict.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Via;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the join rules of this version yield (`mail.md` J1 to J8), case by case: counts are stamped with
/// [JoinRules#VERSION], and summed as one where it is the same.
class JoinRulesVersionTest extends OneClient {

    private static final JoinSettings DEFAULT = JoinSettings.DEFAULT;
    private static final JoinSettings PROXIED = JoinSettings.DEFAULT.behind(Map.of("mx", Set.of("px")), Set.of());

    private final List<String> yielded = new ArrayList<>();

    @Test
    void whatTheseRulesYieldIsWhatTheirVersionSays() throws IOException {
        byPort();
        byAddress();
        throughProxies();
        byClocks();

        String name = "/join/rules-" + JoinRules.VERSION + ".txt";
        try (InputStream golden = JoinRulesVersionTest.class.getResourceAsStream(name)) {
            assertThat(golden)
                    .as("%s: what version %d yields, which is:%n%s", name, JoinRules.VERSION, text())
                    .isNotNull();
            assertThat(text())
                    .as("the rules yield something else than before: raise JoinRules.VERSION, say there what has"
                            + " changed, and put the new text into a file of that version")
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void byPort() {
        for (double before : new double[] {29.9, 10.1, 9.9, 0.1, -1.9, -2.1}) {
            note("J1 " + before + " s before", DEFAULT, List.of(session(100, 7)), syn(100 - before, 7, LINUX));
            note(
                    "J1 screened " + before + " s before",
                    DEFAULT,
                    session(100, 7, "smtpd", Via.DIRECT),
                    syn(100 - before, 7, LINUX));
        }
        note("J1 other port", DEFAULT, List.of(session(100, 7)), syn(99.9, 8, LINUX));
        note("J1 not completed", DEFAULT, List.of(session(100, 7)), unanswered(syn(99.9, 7, LINUX)));
        var elsewhere = IpAddress.parse("203.0.113.20").orElseThrow();
        note(
                "J1 other server",
                DEFAULT.serving(Map.of("mx", Set.of(elsewhere))),
                List.of(session(100, 7)),
                syn(99.9, 7, LINUX));
        note("J5", DEFAULT, List.of(session(100, 7)), syn(92, 7, WINDOWS), syn(99.9, 7, LINUX), syn(101, 7, WINDOWS));
        note("b.4 no match", DEFAULT, List.of(session(100, 7)), syn(99.9, 7, Optional.empty()));
    }

    private void byAddress() {
        note(
                "J2 in order",
                DEFAULT,
                List.of(session(103, 0), session(100, 0), session(106, 0)),
                syn(105.9, 3, LINUX),
                syn(99.9, 1, LINUX),
                syn(102.9, 2, WINDOWS));
        note("J2 used once", DEFAULT, List.of(session(100, 0), session(101, 0)), syn(99.9, 1, LINUX));
        var two = List.of(session(100, 0), session(100.2, 0));
        var stacks = new Fingerprint[] {syn(99.8, 1, LINUX), syn(99.9, 2, WINDOWS)};
        note("J2 ambiguous", DEFAULT, two, stacks);
        note("J2 newest", DEFAULT.takingNewest(), two, stacks);
        note("J2 not completed", DEFAULT, List.of(session(100, 0)), unanswered(syn(99.9, 7, LINUX)));
        note("J3 off", DEFAULT, List.of(session(5_000, 8)), syn(99.9, 7, LINUX));
        note("J3", DEFAULT.caching(Duration.ofHours(2)), List.of(session(5_000, 8)), syn(99.9, 7, LINUX));
    }

    private void throughProxies() {
        for (Via via : Via.values()) {
            for (int port : new int[] {7, 0}) {
                String name = "J8 " + via + (port == 0 ? " by address" : " by port");
                var here = session(100, port, "smtpd", via);
                note(name + ", both saw one", PROXIED, here, syn("px", 99.9, 7, WINDOWS), syn(99.8, 7, LINUX));
                note(name + ", the proxy saw one", PROXIED, here, syn("px", 99.9, 7, WINDOWS));
                note(name + ", no proxy is known", DEFAULT, here, syn("px", 99.9, 7, WINDOWS));
            }
        }
        var relay = DEFAULT.behind(Map.of(), Set.of(CLIENT));
        note("J8 relay by address", relay, List.of(session(100, 0)), syn(99.9, 7, LINUX));
        note("J8 relay by port", relay, List.of(session(100, 7)), syn(99.9, 7, LINUX));
    }

    private void byClocks() {
        var ahead = DEFAULT.correcting(Map.of("agent-mx", Duration.ofMillis(3_500)));
        note("J7 told", ahead, List.of(session(100, 7)), syn(103.4, 7, LINUX));
        var measured = Map.of(new Clocks.Pair("agent-mx", "mx"), Duration.ofSeconds(20));
        var rules = new JoinRules(ahead).measuring(measured);
        note("J7 measured", rules, List.of(session(100, 7)), syn(119.9, 7, LINUX), syn(103.4, 7, WINDOWS));
    }

    private void note(String name, JoinSettings settings, List<Verdict> verdicts, Fingerprint... syns) {
        note(name, new JoinRules(settings), verdicts, syns);
    }

    private void note(String name, JoinRules rules, List<Verdict> verdicts, Fingerprint... syns) {
        var held = List.of(syns).stream().map(HeldSyn::free).toList();
        for (var joined :
                rules.settle(verdicts, List.of(), held, Long.MAX_VALUE).joined()) {
            yielded.add(name + ": " + (joined.verdict().openMicros() - DAY) / 1_000_000 + " s " + text(joined)
                    + joined.partner()
                            .map(seen -> " " + seen.differenceMicros() / 1_000 + " ms")
                            .orElse(""));
        }
    }

    private String text() {
        return String.join("\n", yielded) + "\n";
    }
}
