package dev.synoptic.gateway.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.join.ClockSkew;
import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.join.JoinedVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A mail host whose sessions are spread over partitions, few in each: its clock is measured by all of them (`mail.md`
/// J7).
class ClocksOverPartitionsTest {

    private static final int PARTITIONS = 8;
    private static final int SESSIONS = 72;
    private static final int OF_EACH = SESSIONS / PARTITIONS;
    private static final double START = 1_000_000;

    private static IpAddress client(int number) {
        return IpAddress.v4(0xC6336400 + number);
    }

    /// One session in half a minute, each by another client; the capture's clock is so far ahead.
    private static void play(SpreadJoin joins, double aheadSeconds) {
        for (int i = 0; i < SESSIONS; i++) {
            double seconds = START + 30 * i;
            joins.tell(i % PARTITIONS, Events.syn("mx", client(i), 2_000 + i, seconds + aheadSeconds, "Linux"));
            joins.tell(i % PARTITIONS, verdict(i, seconds));
            joins.tellAll(Events.captured("mx", seconds + aheadSeconds));
            joins.tellAll(Events.logged("mx", seconds - 1));
        }
        joins.tellAll(Events.captureEnded("mx"));
        joins.tellAll(Events.logEnded("mx"));
    }

    private static Verdict verdict(int number, double seconds) {
        return Events.verdict(
                "mx",
                client(number),
                OptionalInt.of(2_000 + number),
                seconds,
                Events.id(number),
                Verdict.Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "2, -14", "3, 40", "4, -45", "5, 4", "6, -14"})
    void theLastWordIsTheSameHoweverPartitionsAreRead(long seed, double aheadSeconds) {
        assertThat(OF_EACH).isLessThan(ClockSkew.SAMPLES_MIN);
        var joins = new SpreadJoin(PARTITIONS, Events.enrolled("mx"));
        play(joins, aheadSeconds);
        joins.run(new Random(seed));

        assertThat(joins.lastWords()).hasSize(SESSIONS).allSatisfy((_, joined) -> {
            assertThat(joined.label()).isPresent();
            assertThat(Duration.ofNanos(1_000 * differenceMicros(joined)).abs())
                    .as("the clocks that it was settled by are corrected")
                    .isLessThan(Duration.ofMillis(500));
        });
    }

    private static long differenceMicros(JoinedVerdict joined) {
        return joined.partner().orElseThrow().differenceMicros();
    }

    /// What the test above rests on: nobody measures these clocks who hears nothing of the others.
    @Test
    void aPartitionAloneCannotKnow() {
        var joins = SpreadJoin.deaf(PARTITIONS, Events.enrolled("mx"));
        play(joins, 4);
        joins.run(new Random(1));

        assertThat(joins.lastWords().values())
                .noneMatch(joined -> joined.label().isPresent());
    }

    @Test
    void nothingCountsAsFinalBeforeAllHaveTold() {
        var joins = new SpreadJoin(PARTITIONS, Events.enrolled("mx"));
        play(joins, -14);
        for (int partition : IntStream.range(0, PARTITIONS - 1).toArray()) joins.runOf(partition);
        joins.talk();
        assertThat(joins.closed()).as("the last one may still tell").isEmpty();

        joins.run(new Random(1));
        assertThat(joins.closed()).hasSize(PARTITIONS);
    }

    @Test
    void afterARestartClocksStayAsTheyWereKnown() {
        Map<String, JoinedVerdict> before;
        var joins = new SpreadJoin(PARTITIONS, Events.enrolled("mx"));
        play(joins, 4);
        joins.run(new Random(1));
        before = new TreeMap<>(joins.lastWords());
        joins.restart();
        joins.run(new Random(2));

        assertThat(joins.lastWords()).isEqualTo(before);
        assertThat(joins.closed()).as("told once more").hasSize(PARTITIONS);

        int late = SESSIONS;
        double seconds = START + 30 * late;
        joins.tell(0, Events.syn("mx", client(late), 2_000 + late, seconds + 4, "Linux"));
        joins.tell(0, verdict(late, seconds));
        joins.run(new Random(3));
        assertThat(joins.lastWords().get(Events.id(late))).satisfies(joined -> {
            assertThat(joined.revision()).as("right the first time").isZero();
            assertThat(Math.abs(differenceMicros(joined))).isLessThan(500_000);
        });
    }

    /// A rebuild reads one partition after the other, and none to its end.
    @Test
    void aRebuildGoesByWhatWasTold() {
        var joins = new SpreadJoin(PARTITIONS, Events.enrolled("mx"));
        play(joins, 4);
        joins.run(new Random(1));

        var plan = JoinPlan.of(JoinSettings.DEFAULT, Events.enrolled("mx"), Events.DATABASE);
        var others = joins.board().asItStands(0);
        try (var rejoin = new Rejoin(plan, new JoinCounters(), 0, UnaryOperator.identity(), others, 0)) {
            for (int i = 0; i < SESSIONS; i += PARTITIONS) {
                double seconds = START + 30 * i;
                for (Object message : List.of(
                        Events.syn("mx", client(i), 2_000 + i, seconds + 4, "Linux"),
                        verdict(i, seconds),
                        Events.captured("mx", seconds + 100),
                        Events.logged("mx", seconds + 100))) {
                    var input = SpreadJoin.input(message);
                    rejoin.take(input.host(), input.input(), 0);
                }
            }
            assertThat(rejoin.rows().keySet())
                    .filteredOn(key -> key.dimension().equals(RatioKey.FLAVOR))
                    .isNotEmpty()
                    .allMatch(key -> key.within().equals("Linux"));
        }
    }

    /// Who may post verdicts may name any mail host.
    @Test
    void clocksOfTooManyHostsAreCountedAndNotCompared() {
        var joins = new SpreadJoin(1, Events.enrolled("mx"));
        for (int i = 0; i < ClockWatch.PAIRS_MAX + 7; i++) {
            double seconds = START + 30 * i;
            joins.tell(0, Events.syn("mx", client(i), 2_000 + i, seconds, "Linux"));
            joins.tell(
                    0, SampleVerdict.like(verdict(i, seconds)).host("host" + i).verdict());
        }
        joins.tellAll(Events.captureEnded("mx"));
        joins.tellAll(Events.logEnded("mx"));
        joins.run(new Random(1));

        assertThat(joins.counters().refusedClocks().sum()).isEqualTo(7);
        assertThat(joins.lastWords().values()).allMatch(joined -> joined.label().isPresent());
    }

    @Test
    void whatIsToldStaysWithinItsBound() {
        var joins = new SpreadJoin(2, Events.enrolled("mx"));
        for (int i = 0; i < 3 * ClockSkew.SAMPLES_MAX; i++) {
            double seconds = START + 30 * i;
            joins.tell(0, Events.syn("mx", client(i), 2_000 + i % 60_000, seconds, "Linux"));
            joins.tell(0, verdict(i, seconds));
            joins.tellAll(Events.captured("mx", seconds));
            joins.tellAll(Events.logged("mx", seconds));
        }
        joins.run(new Random(1));
        assertThat(joins.mostTold()).isPositive().isLessThanOrEqualTo(ClockSkew.SAMPLES_MAX / 2);
    }
}
