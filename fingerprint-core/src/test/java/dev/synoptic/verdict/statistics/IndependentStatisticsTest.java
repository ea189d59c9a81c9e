package dev.synoptic.verdict.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.synoptic.verdict.statistics.ChiSquare.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Gamma;
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
}
