package dev.synoptic.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.synoptic.testing.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// UP-2.
class TimestampClockTest {

    private static final long U32 = 0xFFFF_FFFFL;

    @ParameterizedTest
    @CsvSource({
        "24, 1000, 1100", // step 4
        "600001, 1000, 90000",
        "-1, 1000, 1100",
        "1000, 1000, 1004", // step 5
        "1000, 1000, 1000",
        "99, 15000, 2" // back by 14,999: the last that is tolerated
    })
    void twoSamplesMaySayNothing(long millis, long reference, long timestamp) {
        assertThat(TimestampClock.hertz(millis, reference, timestamp)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "25, 1000, 1005, 200",
        "600000, 1000, 61000, 100",
        "1000, 4294967290, 244, 250", // over the wrap
        "1000, 1000, 999, 0", // one tick back is no tick
        "1000, 1000, 899, -100",
        "99, 20000, 4999, -151515.15"
    })
    void aClockRunsAtTicksPerSecond(long millis, long reference, long timestamp, double hertz) {
        assertThat(TimestampClock.hertz(millis, reference, timestamp)).isCloseTo(hertz, within(0.01));
    }

    @Test
    void onlyDifferencesCount() {
        Seeded.forAll(
                random -> new long[] {random.nextLong(25, 600_001), random.nextLong() & U32, random.nextLong() & U32},
                sample -> {
                    long shift = sample[1] * 31 + sample[2];
                    double plain = TimestampClock.hertz(sample[0], sample[1], sample[2]);
                    double shifted =
                            TimestampClock.hertz(sample[0], (sample[1] + shift) & U32, (sample[2] + shift) & U32);
                    assertThat(shifted).isEqualTo(plain);
                });
    }

    @ParameterizedTest
    @CsvSource({"0.7, true", "0.6999, false", "1500, true", "1500.001, false", "-100, false", "0, false"})
    void hostsHaveClocksFrom07To1500Hertz(double hertz, boolean credible) {
        assertThat(TimestampClock.isCredible(hertz)).isEqualTo(credible);
    }

    @ParameterizedTest
    @CsvSource({
        "0.9, 1",
        "1.9, 1",
        "10.9, 10",
        "11, 10",
        "12, 15",
        "50, 50",
        "51, 50",
        "52.9, 50",
        "53, 60",
        "100, 100",
        "101, 100",
        "117, 150",
        "250.4, 250",
        "500, 500",
        "501, 500",
        "533, 600",
        "1000.2, 1000",
        "1033, 1100"
    })
    void theNominalFrequencyIsARoundNumber(double hertz, int nominal) {
        assertThat(TimestampClock.nominalHertz(hertz)).isEqualTo(nominal);
    }

    @ParameterizedTest
    @CsvSource({"1, 49710", "10, 4971", "100, 497", "250, 198", "1000, 49"})
    void aClockStartsAgainAfterDays(int hertz, int days) {
        assertThat(TimestampClock.moduloDays(hertz)).isEqualTo(days);
        assertThat(TimestampClock.minutes(U32, hertz) / 1440).isEqualTo(days);
    }
}
