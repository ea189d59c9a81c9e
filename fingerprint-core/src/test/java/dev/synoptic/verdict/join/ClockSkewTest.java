package dev.synoptic.verdict.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Clocks of captures and mail hosts (J7).
class ClockSkewTest {

    private static List<Long> differences(long skewMicros, int count) {
        var random = new Random(5);
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long slow = random.nextInt(10) == 0 ? 4_000_000 : 0; // a tenth looks up names for long
            all.add(-skewMicros + random.nextInt(30_000) + slow);
        }
        return all;
    }

    @Test
    void a_clock_that_runs_ahead_is_measured_and_worth_correcting() {
        Duration ahead = ClockSkew.ahead(differences(1_750_000, 400), 0).orElseThrow();
        assertThat(ahead).isBetween(Duration.ofMillis(1_700), Duration.ofMillis(1_750));
        assertThat(ClockSkew.isApplied(ahead)).isTrue();
    }

    @Test
    void equal_clocks_are_left_alone() {
        assertThat(ClockSkew.isApplied(ClockSkew.ahead(differences(0, 400), 0).orElseThrow()))
                .isFalse();
        assertThat(ClockSkew.isApplied(
                        ClockSkew.ahead(differences(-2_000_000, 400), 2_000_000).orElseThrow()))
                .isFalse();
    }

    @Test
    void too_few_samples_prove_nothing_and_old_ones_do_not_count() {
        assertThat(ClockSkew.ahead(differences(0, 19), 0)).isEmpty();
        List<Long> all = new ArrayList<>(Collections.nCopies(5_000, -9_000_000L));
        all.addAll(Collections.nCopies(500, 0L));
        assertThat(ClockSkew.ahead(all, 0)).contains(Duration.ZERO);
    }

    @Test
    void among_strangers_of_one_address_those_who_belong_together_stand_out() {
        var random = new Random(11);
        List<Long> all = new ArrayList<>(differences(4_000_000, 60));
        for (int i = 0; i < 200; i++) all.add((random.nextLong() >> 16) % 60_000_000);
        assertThat(ClockSkew.aheadByAddress(all, 60_000_000).orElseThrow())
                .isBetween(Duration.ofMillis(3_700), Duration.ofMillis(4_300));
        assertThat(ClockSkew.aheadByAddress(all.subList(60, 260), 60_000_000))
                .as("strangers alone")
                .isEmpty();
    }

    @Test
    void a_log_read_in_the_wrong_zone_is_a_whole_quarter_hour_off() {
        assertThat(ClockSkew.wrongZone(differences(-3_600_000_000L, 100))).contains(Duration.ofHours(1));
        assertThat(ClockSkew.wrongZone(differences(20_700_000_000L, 100))).contains(Duration.ofMinutes(-345));
        assertThat(ClockSkew.wrongZone(differences(0, 100))).isEmpty();
        assertThat(ClockSkew.wrongZone(differences(450_000_000L, 100))).isEmpty();
    }
}
