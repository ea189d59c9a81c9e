package dev.synoptic.verdict.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.synoptic.verdict.statistics.ChiSquare.Cells;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

    /// Newcombe's own example, table II (a) of the paper of 1998: 56/70 − 48/80.
    @Test
    void the_difference_of_two_shares_as_published_S5() {
        var interval = Newcombe.difference(56, 70, 48, 80);
        assertThat(interval.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(interval.high()).isCloseTo(0.3339, within(5e-5));
    }

    /// The same paper, table II (e): 5/56 − 0/29.
    @Test
    void the_difference_holds_at_the_edge_S5() {
        var interval = Newcombe.difference(5, 56, 0, 29);
        assertThat(interval.low()).isCloseTo(-0.0381, within(5e-5));
        assertThat(interval.high()).isCloseTo(0.1926, within(5e-5));
    }

    /// Wilson's bounds as Newcombe's companion paper gives them: 81/263, 15/148, 0/20, 1/29.
    @ParameterizedTest
    @CsvSource({"81,263,0.2553,0.3662", "15,148,0.0624,0.1605", "0,20,0.0000,0.1611", "1,29,0.0061,0.1718"})
    void bounds_of_one_share_as_published_S1(long hits, long trials, double low, double high) {
        var interval = Wilson.interval(hits, trials);
        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    /// With one degree of freedom the tail is erfc(√(x/2)); with two it is e^(−x/2); with four e^(−x/2)(1 +
    /// x/2).
    @ParameterizedTest
    @CsvSource({"0.5", "1", "3", "9", "40", "300"})
    void tails_of_chi_square_in_closed_form_S5(double x) {
        assertThat(Gamma.upper(1, x / 2)).isCloseTo(Math.exp(-x / 2), within(1e-13));
        assertThat(Gamma.upper(2, x / 2)).isCloseTo(Math.exp(-x / 2) * (1 + x / 2), within(1e-13));
        assertThat(Gamma.upper(5, x / 2)).isCloseTo(poisson(4, x / 2), within(1e-13));
    }

    /// Quantiles of R: qchisq(0.95, df).
    @ParameterizedTest
    @CsvSource({"1,3.841458820694124", "3,7.814727903251178", "10,18.307038053275146", "11,19.675137572682491"})
    void the_tail_beyond_the_95_percent_quantile_is_5_percent(int freedom, double quantile) {
        assertThat(Gamma.upper(freedom / 2.0, quantile / 2)).isCloseTo(0.05, within(1e-9));
    }

    private static double poisson(int upTo, double mean) {
        double term = Math.exp(-mean);
        double sum = term;
        for (int k = 1; k <= upTo; k++) {
            term *= mean / k;
            sum += term;
        }
        return sum;
    }

    /// By hand: [[35, 15], [5, 25]] has expected counts 25, 25, 15, 15; p is erfc(√(χ²/2)).
    @Test
    void independence_of_a_small_table_by_hand_S5() {
        var test = ChiSquare.of(List.of(new Cells(35, 15), new Cells(5, 25))).orElseThrow();
        assertThat(test.statistic()).isCloseTo(64.0 / 3, within(1e-12));
        assertThat(test.freedom()).isEqualTo(1);
        assertThat(test.cramersV()).isCloseTo(Math.sqrt(64.0 / 3 / 80), within(1e-12));
        assertThat(test.pValue()).isCloseTo(3.859616436928449e-06, within(1e-18));
    }

    @Test
    void rows_too_small_for_the_test_are_put_together_S5() {
        var test =
                ChiSquare.ofPooled(List.of(new Cells(100, 100), new Cells(80, 20), new Cells(1, 2), new Cells(2, 1)));
        assertThat(test.orElseThrow().rows()).isEqualTo(3);
        assertThat(ChiSquare.ofPooled(List.of(new Cells(5, 5)))).isEmpty();
        assertThat(ChiSquare.ofPooled(List.of(new Cells(5, 0), new Cells(9, 0))))
                .isEmpty();
        assertThat(ChiSquare.ofPooled(List.of())).isEmpty();
    }

    /// Benjamini and Hochberg 1995, section 3.2: fifteen tests, the four smallest are discoveries at 5 %.
    @Test
    void many_tests_at_once_as_published_S5() {
        var p = List.of(
                0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
                0.7590, 1.0000);
        var adjusted = BenjaminiHochberg.adjusted(p);
        assertThat(adjusted.stream().filter(q -> q <= 0.05)).hasSize(4);
        assertThat(adjusted.get(3)).isCloseTo(0.0095 * 15 / 4, within(1e-15));
        assertThat(adjusted).isSorted();
        assertThat(BenjaminiHochberg.adjusted(List.of(0.04, 0.01))).containsExactly(0.04, 0.02);
        assertThat(BenjaminiHochberg.adjusted(List.of())).isEmpty();
    }

    @Test
    void one_sender_of_a_thousand_messages_is_worth_one_S4() {
        assertThat(EffectiveSize.of(List.of(1000L))).isEqualTo(1);
        assertThat(EffectiveSize.of(Collections.nCopies(30, 7L))).isCloseTo(30, within(1e-12));
        assertThat(EffectiveSize.of(List.of(98L, 1L, 1L))).isCloseTo(10_000.0 / 9606, within(1e-12));
        assertThat(EffectiveSize.of(List.of())).isZero();
    }

    @Test
    void without_trials_nothing_is_known() {
        assertThat(Wilson.interval(0, 0)).isEqualTo(new Interval(0, 1));
        assertThat(Newcombe.difference(0, 0, 1, 2)).isEqualTo(new Interval(-1, 1));
        assertThat(Lift.of(0, 0, 1, 2)).isEmpty();
        assertThat(Lift.of(1, 2, 0, 5)).isEmpty();
    }
}
