package dev.synoptic.agent;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what another thread brings about.
public final class Awaiting {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    private Awaiting() {}

    /// Returns once it has come about; fails where it does not.
    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) throw new AssertionError("in vain for " + PATIENCE + ": " + what);
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
