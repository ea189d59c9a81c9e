package dev.synoptic.gateway.join;

import static dev.synoptic.gateway.join.Events.captureEnded;
import static dev.synoptic.gateway.join.Events.captured;
import static dev.synoptic.gateway.join.Events.id;
import static dev.synoptic.gateway.join.Events.logEnded;
import static dev.synoptic.gateway.join.Events.logged;
import static dev.synoptic.gateway.join.Events.micros;
import static dev.synoptic.gateway.join.Events.syn;
import static dev.synoptic.gateway.join.Events.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.join.HeldSyn;
import dev.synoptic.verdict.join.JoinRules;
import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.ratio.OsNames;
import dev.synoptic.verdict.ratio.RatioTable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The tables are those of the events, whatever order they travelled in, and whatever year they are of.
class ArrivalOrderTest {

    private static final String[] SYSTEMS = {"Linux", "Windows", "FreeBSD", "???"};
    private static final double YEAR_2012 = 1_325_376_000;
    private static final double YEAR_2030 = 1_893_456_000;

    /// One source's messages: their order is kept, as one partition keeps it.
    private record Source(Queue<Object> messages) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theTableIsThatOfTheRulesOverAllEvents(long seed) {
        double start = seed % 3 == 0 ? YEAR_2012 : seed % 3 == 1 ? YEAR_2030 : 0;
        var day = new Day(seed, start);

        assertThat(replay(day, seed)).isEqualTo(day.expected());
        assertThat(replay(day, seed + 1_000)).isEqualTo(day.expected());
    }

    /// J7: a capture's clock that is seconds off is measured and corrected for, also what was settled before that.
    @ParameterizedTest
    @CsvSource({"1, 7", "2, -7", "3, 3.5", "4, -3.5", "5, 40", "6, 1.75", "7, -1.75", "8, 0"})
    void theTableIsThatOfEqualClocks(long seed, double aheadSeconds) {
        var apart = new Day(seed, YEAR_2030, aheadSeconds);

        assertThat(replay(apart, seed)).isEqualTo(apart.expected());
        assertThat(replay(apart, seed + 1_000)).isEqualTo(apart.expected());
    }

    private static List<String> replay(Day day, long seed) {
        try (var stand = new JoinStand(JoinSettings.DEFAULT, Events.enrolled("a", "b"))) {
            var random = new Random(seed);
            var sources = new ArrayList<>(day.sources());
            while (!sources.isEmpty()) {
                // One source may run far ahead of the others before these get their turn.
                var source = sources.get(random.nextInt(sources.size()));
                for (int run = 1 + random.nextInt(60);
                        run > 0 && !source.messages().isEmpty();
                        run--) {
                    Object message = source.messages().remove();
                    stand.tell(message);
                    if (random.nextInt(20) == 0) stand.tell(message);
                }
                if (source.messages().isEmpty()) sources.remove(source);
            }
            var answer = stand.byFlavor();
            assertThat(answer.isClosed()).isTrue();
            assertThat(stand.counters().silentSources().sum()).isZero();
            return JoinTopologyTest.rows(answer);
        }
    }

    /// A few hours of two sites, some clients with one system, some sharing an address, some without logged ports.
    private static final class Day {

        private final Map<String, List<Object>> bySource = new HashMap<>();
        private final List<Verdict> verdicts = new ArrayList<>();
        private final List<FingerprintMessage> syns = new ArrayList<>();
        private final double start;
        private final double aheadOfA;

        Day(long seed, double start) {
            this(seed, start, 0);
        }

        /// @param aheadOfA how far the clock of a's capture runs ahead, in seconds
        Day(long seed, double start, double aheadOfA) {
            this.start = start;
            this.aheadOfA = aheadOfA;
            var random = new Random(seed);
            double[] time = {start, start};
            for (int i = 0; i < 400; i++) {
                int site = random.nextInt(2);
                time[site] += random.nextDouble() * 8;
                connect(random, site == 0 ? "a" : "b", time[site], i);
            }
            for (String site : List.of("a", "b")) {
                messages(site + " capture").add(captureEnded(site));
                messages(site + " log").add(logEnded(site));
            }
        }

        private void connect(Random random, String site, double seconds, int number) {
            var client = IpAddress.v4(0xC0000200 + random.nextInt(12));
            int port = 1_024 + random.nextInt(60_000);
            var system = SYSTEMS[random.nextInt(4) * random.nextInt(2)];
            if (random.nextInt(10) > 0) {
                double captured = site.equals("a") ? seconds + aheadOfA : seconds;
                var seen = syn(site, client, port, captured, system);
                syns.add(seen);
                add(site + " capture", seen, captured(site, captured));
            }
            var verdict = verdict(
                    site,
                    client,
                    random.nextBoolean() ? OptionalInt.of(port) : OptionalInt.empty(),
                    seconds + (random.nextInt(5) == 0 ? 0 : random.nextDouble()),
                    id(number),
                    random.nextBoolean() ? Outcome.ACCEPTED : Outcome.REJECTED);
            verdicts.add(verdict);
            // A log's sessions begin out of order by less than a second: its watermark stays that far behind.
            add(site + " log", verdict, logged(site, seconds - 1.5));
        }

        private void add(String source, Object message, Object progress) {
            var messages = messages(source);
            messages.add(message);
            if (messages.size() % 5 == 0) messages.add(progress);
        }

        private List<Object> messages(String source) {
            return bySource.computeIfAbsent(source, _ -> new ArrayList<>());
        }

        List<Source> sources() {
            return bySource.values().stream()
                    .map(messages -> new Source(new ArrayDeque<>(messages)))
                    .toList();
        }

        /// The rules over everything at once, one host after the other.
        List<String> expected() {
            assertThat(verdicts)
                    .allSatisfy(each -> assertThat(each.openMicros()).isGreaterThanOrEqualTo(micros(start)));
            Map<IpAddress, List<HeldSyn>> held = new HashMap<>();
            for (FingerprintMessage message : syns) {
                var seen = ((FingerprintMessage.Judged) message).fingerprint();
                held.computeIfAbsent(seen.connection().client(), _ -> new ArrayList<>())
                        .add(HeldSyn.free(seen));
            }
            Map<IpAddress, List<Verdict>> given = new HashMap<>();
            for (Verdict each : verdicts) {
                given.computeIfAbsent(each.client(), _ -> new ArrayList<>()).add(each);
            }
            var joined = new ArrayList<JoinedVerdict>();
            var rules =
                    JoinSettings.DEFAULT.correcting(Map.of("agent-a", Duration.ofNanos(Math.round(aheadOfA * 1e9))));
            given.forEach((client, theirs) -> joined.addAll(new JoinRules(rules)
                    .settle(theirs, List.of(), held.getOrDefault(client, List.of()), Long.MAX_VALUE)
                    .joined()));
            return RatioTable.by(
                            joined, each -> OsNames.STANDARD.of(each.label()).text())
                    .rows()
                    .stream()
                    .map(row -> row.name() + " " + row.counts().accepted() + " "
                            + row.counts().rejected())
                    .toList();
        }
    }
}
