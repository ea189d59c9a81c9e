package dev.synoptic.verdict.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.synoptic.verdict.ratio.SenderCounts;
import dev.synoptic.verdict.statistics.ChiSquare.Cells;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.junit.jupiter.api.Test;

/// Our arithmetic against that of Apache Commons Math, to 1e-9 (`mail.md` S1, S5).
class IndependentStatisticsTest {

    private static final double CLOSE = 1e-9;
    private static final int CASES = 2_000;

    private final Random random = new Random(1998);

    @Test
    void the_normal_quantile_of_the_intervals() {
        assertThat(Wilson.Z_95).isCloseTo(new NormalDistribution().inverseCumulativeProbability(0.975), within(CLOSE));
    }

    @Test
    void wilsons_interval_S1() {
        var theirs = new WilsonScoreInterval();
        for (int i = 0; i < CASES; i++) {
            int trials = 1 + random.nextInt(100_000);
            int hits = random.nextInt(trials + 1);
            var expected = theirs.createInterval(trials, hits, 0.95);
            var ours = Wilson.interval(hits, trials);
            String what = hits + " of " + trials;
            assertThat(ours.low()).as(what).isCloseTo(Math.max(0, expected.getLowerBound()), within(CLOSE));
            assertThat(ours.high()).as(what).isCloseTo(Math.min(1, expected.getUpperBound()), within(CLOSE));
        }
    }

    @Test
    void the_upper_gamma_function_and_with_it_the_tail_of_chi_square_S5() {
        for (int i = 0; i < CASES; i++) {
            int freedom = 1 + random.nextInt(200);
            double x = random.nextDouble() * 3 * freedom;
            double ours = dev.synoptic.verdict.statistics.Gamma.upper(freedom / 2.0, x / 2);
            String what = "df " + freedom + " at " + x;
            assertThat(ours).as(what).isCloseTo(Gamma.regularizedGammaQ(freedom / 2.0, x / 2), within(CLOSE));
            assertThat(ours)
                    .as(what)
                    .isCloseTo(1 - new ChiSquaredDistribution(freedom).cumulativeProbability(x), within(CLOSE));
        }
    }

    @Test
    void independence_of_a_table_S5() {
        var theirs = new ChiSquareTest();
        for (int i = 0; i < 300; i++) {
            List<Cells> rows = new ArrayList<>();
            long[][] table = new long[2 + random.nextInt(20)][];
            for (int row = 0; row < table.length; row++) {
                table[row] = new long[] {1 + random.nextInt(3_000), 1 + random.nextInt(3_000)};
                rows.add(new Cells(table[row][0], table[row][1]));
            }
            var ours = ChiSquare.of(rows).orElseThrow();
            double statistic = theirs.chiSquare(table);
            assertThat(ours.statistic()).isCloseTo(statistic, within(CLOSE * Math.max(1, statistic)));
            assertThat(ours.pValue()).isCloseTo(theirs.chiSquareTest(table), within(CLOSE));
        }
    }

    /// Newcombe's method 10 from its definition, with their Wilson bounds.
    @Test
    void the_difference_of_two_shares_S5() {
        var theirs = new WilsonScoreInterval();
        for (int i = 0; i < CASES; i++) {
            int n1 = 1 + random.nextInt(5_000);
            int n2 = 1 + random.nextInt(5_000);
            int x1 = random.nextInt(n1 + 1);
            int x2 = random.nextInt(n2 + 1);
            var a = theirs.createInterval(n1, x1, 0.95);
            var b = theirs.createInterval(n2, x2, 0.95);
            double p1 = (double) x1 / n1;
            double p2 = (double) x2 / n2;
            var ours = Newcombe.difference(x1, n1, x2, n2);
            double below = Math.sqrt(Math.pow(p1 - Math.max(0, a.getLowerBound()), 2)
                    + Math.pow(Math.min(1, b.getUpperBound()) - p2, 2));
            double above = Math.sqrt(Math.pow(Math.min(1, a.getUpperBound()) - p1, 2)
                    + Math.pow(p2 - Math.max(0, b.getLowerBound()), 2));
            assertThat(ours.low()).isCloseTo(p1 - p2 - below, within(CLOSE));
            assertThat(ours.high()).isCloseTo(p1 - p2 + above, within(CLOSE));
        }
    }

    /// As the test is taught: |z| of the pooled difference, and both tails of the normal distribution.
    @Test
    void whether_two_shares_differ_S5() {
        var normal = new NormalDistribution();
        for (int i = 0; i < CASES; i++) {
            int n1 = 1 + random.nextInt(5_000);
            int n2 = 1 + random.nextInt(5_000);
            int x1 = random.nextInt(n1 + 1);
            int x2 = random.nextInt(n2 + 1);
            if (x1 + x2 == 0 || x1 + x2 == n1 + n2) continue;
            double pooled = (double) (x1 + x2) / (n1 + n2);
            double z = Math.abs((double) x1 / n1 - (double) x2 / n2)
                    / Math.sqrt(pooled * (1 - pooled) * (1.0 / n1 + 1.0 / n2));
            assertThat(Significance.ofDifference((double) x1 / n1, n1, (double) x2 / n2, n2))
                    .isCloseTo(2 * normal.cumulativeProbability(-z), within(CLOSE));
        }
    }

    /// From the definition, every pair of ranks looked at, with exact fractions.
    @Test
    void many_tests_together_S5() {
        for (int i = 0; i < 100; i++) {
            List<Double> raw =
                    random.doubles(1 + random.nextInt(40), 0, 0.3).boxed().toList();
            List<Double> sorted = raw.stream().sorted().toList();
            List<Double> ours = BenjaminiHochberg.adjusted(raw);
            for (int j = 0; j < raw.size(); j++) {
                BigFraction least = BigFraction.ONE;
                for (int rank = sorted.indexOf(raw.get(j)) + 1; rank <= sorted.size(); rank++) {
                    BigFraction scaled =
                            new BigFraction(sorted.get(rank - 1)).multiply(new BigFraction(sorted.size(), rank));
                    if (scaled.compareTo(least) < 0) least = scaled;
                }
                assertThat(ours.get(j)).isCloseTo(least.doubleValue(), within(CLOSE));
            }
        }
    }

    @Test
    void a_ratio_over_the_tables_S3() {
        for (int i = 0; i < CASES; i++) {
            long trials = 1L + random.nextInt(1_000_000);
            long hits = random.nextLong(trials + 1);
            long allTrials = trials + random.nextInt(1_000_000);
            long allHits = Math.max(1, hits + random.nextLong(allTrials - trials + 1));
            double expected = new BigFraction(BigInteger.valueOf(hits), BigInteger.valueOf(trials))
                    .divide(new BigFraction(BigInteger.valueOf(allHits), BigInteger.valueOf(allTrials)))
                    .doubleValue();
            assertThat(Lift.of(hits, trials, allHits, allTrials).orElseThrow())
                    .isCloseTo(expected, within(CLOSE * Math.max(1, expected)));
        }
    }

    @Test
    void what_senders_are_worth_S4() {
        for (int i = 0; i < 300; i++) {
            double[] messages = random.doubles(1 + random.nextInt(500), 1, 2_000)
                    .map(Math::floor)
                    .toArray();
            double expected = StatUtils.sum(messages) * StatUtils.sum(messages) / StatUtils.sumSq(messages);
            List<Long> senders = Arrays.stream(messages).mapToObj(n -> (long) n).toList();
            assertThat(EffectiveSize.of(senders)).isCloseTo(expected, within(CLOSE * expected));
            var counted = senders.stream()
                    .map(n -> SenderCounts.ofSender(n, 0))
                    .reduce(SenderCounts.ZERO, SenderCounts::plus);
            assertThat(counted.effective()).isCloseTo(expected, within(CLOSE * expected));
        }
    }

    @Test
    void the_strength_of_a_dependence_S5() {
        for (int i = 0; i < 300; i++) {
            long[][] table = new long[2 + random.nextInt(10)][];
            List<Cells> rows = new ArrayList<>();
            for (int row = 0; row < table.length; row++) {
                table[row] = new long[] {1 + random.nextInt(3_000), 1 + random.nextInt(3_000)};
                rows.add(new Cells(table[row][0], table[row][1]));
            }
            long n = Arrays.stream(table).flatMapToLong(Arrays::stream).sum();
            assertThat(ChiSquare.of(rows).orElseThrow().cramersV())
                    .isCloseTo(Math.sqrt(new ChiSquareTest().chiSquare(table) / n), within(CLOSE));
        }
    }
}
