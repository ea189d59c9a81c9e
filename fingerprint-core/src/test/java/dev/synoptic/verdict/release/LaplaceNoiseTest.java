package dev.synoptic.verdict.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaplaceNoiseTest {

    private static final int DRAWS = 400_000;
    private static final long FAR_FROM_ZERO = 100_000;

    /// `mail.md` P6: with each step away from the count the odds fall by exp(-ε), on both sides alike; the variance is
    /// the one that follows from that.
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2})
    void noiseIsLaplaceOnWholeNumbers(double epsilon) {
        var noise = new LaplaceNoise(epsilon, new Random(7));
        Map<Long, Integer> seen = new TreeMap<>();
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            long off = noise.on(FAR_FROM_ZERO) - FAR_FROM_ZERO;
            seen.merge(off, 1, Integer::sum);
            squares += (double) off * off;
        }

        double p = Math.exp(-epsilon);
        assertThat(squares / DRAWS).isCloseTo(2 * p / ((1 - p) * (1 - p)), within(0.02 * 2 * p / ((1 - p) * (1 - p))));
        double zero = (1 - p) / (1 + p);
        for (long k = -2; k <= 2; k++) {
            double expected = zero * Math.pow(p, (double) Math.abs(k));
            assertThat(seen.getOrDefault(k, 0) / (double) DRAWS)
                    .as("off by " + k)
                    .isCloseTo(expected, within(0.005));
        }
    }

    @Test
    void aCountIsNeverNegative() {
        var noise = new LaplaceNoise(LaplaceNoise.EPSILON_MIN, new Random(7));
        for (int i = 0; i < 1_000; i++) assertThat(noise.on(0)).isNotNegative();
        assertThat(noise.scale()).isEqualTo(100);
        assertThat(new LaplaceNoise(0.5, new Random(7)).text()).contains("scale 2.000", "epsilon 0.5000");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.001, 11, Double.NaN, Double.POSITIVE_INFINITY})
    void whatHidesNothingOrLeavesNothingIsRefused(double epsilon) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LaplaceNoise(epsilon, new Random(7)))
                .withMessageContaining("a number from 0.01 to 10");
    }
}
