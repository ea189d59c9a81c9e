package dev.synoptic.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what another thread will do, at most a minute: long enough that only what never happens fails.
public final class Until {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long BETWEEN_NANOS = 1_000_000;

    private Until() {}

    /// Returns once the condition was met; what was met once counts, whatever comes after.
    public static void met(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("not met within " + LONGEST);
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
    }
}
