package dev.synoptic.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class TrendTest {

    private static final int COUNT = 10;

    @Test
    void whatGrowsWithEveryStepIsRising() {
        assertThat(measured(i -> 5 + 3 * i).isRising()).isTrue();
        assertThat(measured(i -> 5 * Math.pow(1.4, i)).isRising()).isTrue();
        assertThat(measured(i -> 5 + 3 * i).slope()).isEqualTo(3);
        assertThat(measured(i -> 5 + 3 * i).tau()).isEqualTo(1);
    }

    @Test
    void aRiseIsSeenThroughNoise() {
        Seeded.forAll(
                random -> measured(i -> 5 + 8 * i + random.nextDouble(6)),
                trend -> assertThat(trend.isRising()).as(trend.toString()).isTrue());
    }

    @Test
    void aRiseByLittleIsNone() {
        assertThat(measured(i -> 5 + 0.5 * i).isRising()).isFalse();
    }

    @Test
    void aMachineThatGetsBusyHalfwayIsNoRise() {
        assertThat(measured(i -> i < COUNT / 2 ? 5 : 500).isRising()).isFalse();
        Seeded.forAll(
                random -> measured(i -> (i < COUNT / 2 ? 5 : 500) * (1 + random.nextDouble())),
                200,
                trend -> assertThat(trend.tau()).isLessThan(1));
    }

    @Test
    void oneBadValueIsNoRise() {
        for (int bad = 0; bad < COUNT; bad++) {
            int at = bad;
            assertThat(measured(i -> i == at ? 10_000 : 5 + i % 3).isRising())
                    .as("bad value at %d", at)
                    .isFalse();
        }
    }

    @Test
    void noiseSeldomLooksLikeARise() {
        int rising = 0;
        int tries = 10_000;
        for (int seed = 0; seed < tries; seed++) {
            var random = Seeded.generator(seed);
            if (measured(_ -> 1 + random.nextExponential() * 20).isRising()) rising++;
        }
        assertThat(rising).isLessThan(tries / 1_000);
    }

    private static Trend measured(IntToDoubleFunction at) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) values.add(at.applyAsDouble(i));
        return new Trend(values);
    }
}
