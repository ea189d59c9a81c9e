package dev.synoptic.agent.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

    private final AgentCounters counters = new AgentCounters();
    private Instant wall = Instant.parse("2026-11-20T00:00:00Z");
    private long nanos;

    private void pass(long wallMillis, long monotonicMillis) {
        wall = wall.plusMillis(wallMillis);
        nanos += monotonicMillis * 1_000_000;
    }

    @Test
    void stepsBothWaysAreCountedAndSlewingIsNot() {
        var watch = new ClockWatch(() -> wall, () -> nanos, counters);
        pass(1_000, 1_000);
        watch.look();
        pass(1_100, 1_000);
        watch.look();
        assertThat(counters.get(AgentCounter.CLOCK_STEPS)).isZero();
        pass(61_000, 1_000);
        watch.look();
        assertThat(counters.get(AgentCounter.CLOCK_STEPS)).isEqualTo(1);
        pass(-3_600_000, 1_000);
        watch.look();
        pass(1_000, 1_000);
        watch.look();
        assertThat(counters.get(AgentCounter.CLOCK_STEPS)).isEqualTo(2);
    }
}
