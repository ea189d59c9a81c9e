package dev.synoptic.verdict.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.junit.jupiter.api.Test;

/// The table of how things stand now, against Apache Commons Math over single messages, to 1e-9 (`mail.md` S1, S3, S4).
class CurrentTableTest {

    private static final double CLOSE = 1e-9;
    private static final long HOUR_MICROS = Duration.ofHours(1).toNanos() / 1_000;
    private static final Decay DAILY = new Decay(Decay.HALF_LIFE);

    private final Random random = new Random(1986);

    @Test
    void whatIsOneHalfLifeOldCountsHalf() {
        assertThat(DAILY.weight(0)).isEqualTo(1);
        assertThat(DAILY.weight(-HOUR_MICROS)).isEqualTo(1);
        assertThat(DAILY.weight(24 * HOUR_MICROS)).isEqualTo(0.5);
        assertThat(DAILY.weight(48 * HOUR_MICROS)).isEqualTo(0.25);
        assertThat(DAILY.weight((Decay.HALF_LIVES_MAX * 24 + 1) * HOUR_MICROS)).isZero();
    }

    @Test
    void aHalfLifeIsMoreThanNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decay(Duration.ZERO))
                .withMessageContaining("half-life");
    }

    /// Every message by itself: its share is a weighted mean, its worth Kish's number, its interval's bounds the roots
    /// of the score equation that Wilson solved.
    @Test
    void shareWorthAndIntervalAreThoseOfWeightedMessages() {
        for (int run = 0; run < 100; run++) {
            int hours = 1 + random.nextInt(40);
            DecayedCounts ours = DecayedCounts.ZERO;
            var outcomes = new ArrayList<Double>();
            var weights = new ArrayList<Double>();
            for (int hour = 0; hour < hours; hour++) {
                var counts = RatioCounts.of(random.nextInt(30), 1 + random.nextInt(30));
                double weight = Math.exp(-Math.log(2) * hour / 24);
                ours = ours.plus(DecayedCounts.of(counts, DAILY.weight(hour * HOUR_MICROS)));
                for (int i = 0; i < counts.counted(); i++) {
                    outcomes.add(i < counts.rejected() ? 1.0 : 0.0);
                    weights.add(weight);
                }
            }
            double[] w = weights.stream().mapToDouble(Double::doubleValue).toArray();
            double share = new Mean()
                    .evaluate(outcomes.stream().mapToDouble(Double::doubleValue).toArray(), w);
            double worth = StatUtils.sum(w) * StatUtils.sum(w) / StatUtils.sumSq(w);
            assertThat(ours.share().orElseThrow()).isCloseTo(share, within(CLOSE));
            assertThat(ours.effective()).isCloseTo(worth, within(CLOSE * worth));
            assertThat(ours.interval().low()).isCloseTo(bound(share, worth, 0, share), within(CLOSE));
            assertThat(ours.interval().high()).isCloseTo(bound(share, worth, share, 1), within(CLOSE));
        }
    }

    private static double bound(double share, double worth, double from, double to) {
        double z2 = Math.pow(1.959963984540054, 2);
        if (share == from && share == 0 || share == to && share == 1) return share;
        double inside = (to - from) * 1e-12; // at the share itself the equation has no sign
        return new BrentSolver(1e-15, 1e-14)
                .solve(
                        1_000,
                        p -> (share - p) * (share - p) - z2 * p * (1 - p) / worth,
                        from == share ? from + inside : from,
                        to == share ? to - inside : to);
    }

    @Test
    void liftIsOverTheWholeTableAndTooLittleIsNotEnough() {
        var table = CurrentTable.of(Map.of(
                "Windows", DecayedCounts.of(RatioCounts.of(50, 150), 1),
                "Linux", DecayedCounts.of(RatioCounts.of(300, 100), 0.5),
                "Rare", DecayedCounts.of(RatioCounts.of(0, 29), 0.25)));

        assertThat(table.rows()).extracting(CurrentTable.Row::name).containsExactly("Linux", "Windows", "Rare");
        double base = (150 + 50 + 7.25) / (200 + 200 + 7.25);
        assertThat(table.rows().get(1).counts().liftOver(table.total()).orElseThrow())
                .isCloseTo(0.75 / base, within(CLOSE));
        assertThat(table.rows().get(1).counts().isEnough()).isTrue();
        assertThat(table.rows().get(2).counts().effective()).isCloseTo(29, within(CLOSE));
        assertThat(table.rows().get(2).counts().isEnough()).isFalse();
        assertThat(DecayedCounts.ZERO.share()).isEmpty();
        assertThat(DecayedCounts.ZERO.interval().high()).isEqualTo(1);
    }
}
