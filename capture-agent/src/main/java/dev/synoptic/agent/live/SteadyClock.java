package dev.synoptic.agent.live;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// A clock that agrees with the wall clock at first, and then runs on where that one is set.
///
/// @param begin the wall clock's time at first
/// @param beginNanos the monotonic clock's then
/// @param nanos the monotonic clock, nanoseconds
record SteadyClock(Instant begin, long beginNanos, LongSupplier nanos) implements InstantSource {

    static SteadyClock from(InstantSource wall, LongSupplier nanos) {
        return new SteadyClock(wall.instant(), nanos.getAsLong(), nanos);
    }

    @Override
    public Instant instant() {
        return begin.plusNanos(nanos.getAsLong() - beginNanos);
    }
}
