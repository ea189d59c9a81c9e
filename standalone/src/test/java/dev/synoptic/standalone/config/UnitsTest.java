package dev.synoptic.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.synoptic.standalone.config.ValueReader.Unfit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

    @Test
    void durationsCarryTheirUnit() throws Unfit {
        assertThat(Units.duration("50ms")).isEqualTo(Duration.ofMillis(50));
        assertThat(Units.duration("2 h")).isEqualTo(Duration.ofHours(2));
        assertThat(Units.duration("7d")).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void sizesArePowersOfTwo() throws Unfit {
        assertThat(Units.octets("1GiB")).isEqualTo(new Octets(1L << 30));
        assertThat(Units.octets("512B")).isEqualTo(new Octets(512));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "50", "ms", "-1s", "1.5s", "1 fortnight", "1S", "999999999999999d", "1ms1s"})
    void whatIsNoDurationIsRefused(String text) {
        assertThatExceptionOfType(Unfit.class)
                .isThrownBy(() -> Units.duration(text))
                .withMessageContaining("such as 50ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1GB", "1gib", "9999999TiB", "-1B"})
    void whatIsNoSizeIsRefused(String text) {
        assertThatExceptionOfType(Unfit.class)
                .isThrownBy(() -> Units.octets(text))
                .withMessageContaining("such as 1GiB");
    }
}
