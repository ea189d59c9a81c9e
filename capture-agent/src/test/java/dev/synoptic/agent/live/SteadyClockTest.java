package dev.synoptic.agent.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    @Test
    void aWallClockThatIsSetDoesNotMoveIt() {
        var wall = new AtomicReference<>(Instant.parse("1970-01-01T00:00:10Z"));
        var nanos = new AtomicLong(-7);
        var steady = SteadyClock.from(wall::get, nanos::get);
        wall.set(Instant.parse("2026-11-21T00:00:00Z"));
        nanos.set(-7 + 5_000_000_000L);
        assertThat(steady.instant()).isEqualTo(Instant.parse("1970-01-01T00:00:15Z"));
    }
}
