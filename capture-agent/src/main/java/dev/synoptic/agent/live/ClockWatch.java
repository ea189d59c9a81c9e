package dev.synoptic.agent.live;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices a wall clock that is set forward or back, by the clock that never is. One thread.
final class ClockWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

    /// A clock that is slewed runs off by less than this between two looks.
    private static final Duration STEP_MIN = Duration.ofMillis(500);

    private final InstantSource clock;
    private final LongSupplier nanos;
    private final AgentCounters counters;
    private Instant wall;
    private long monotonic;

    /// @param nanos the monotonic clock, nanoseconds
    ClockWatch(InstantSource clock, LongSupplier nanos, AgentCounters counters) {
        this.clock = clock;
        this.nanos = nanos;
        this.counters = counters;
        this.wall = clock.instant();
        this.monotonic = nanos.getAsLong();
    }

    /// Compares both clocks with the last look.
    void look() {
        Instant wallNow = clock.instant();
        long monotonicNow = nanos.getAsLong();
        Duration step = Duration.between(wall, wallNow).minusNanos(monotonicNow - monotonic);
        wall = wallNow;
        monotonic = monotonicNow;
        if (step.abs().compareTo(STEP_MIN) < 0) return;
        counters.count(AgentCounter.CLOCK_STEPS);
        LOG.warn(
                "the wall clock was set {} by {} ms",
                step.isNegative() ? "back" : "forward",
                step.abs().toMillis());
    }
}
