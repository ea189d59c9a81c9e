package dev.synoptic.conformance.pipeline;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits for what another process or thread brings about, and says what was awaited where it does not come.
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private Eventually() {}

    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) throw new AssertionError("in vain for " + PATIENCE + ": " + what);
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /// Waits for as long as it comes nearer: two minutes without any progress are in vain.
    ///
    /// @param progress rises while it does
    public static void until(String what, Callable<Boolean> condition, Callable<Long> progress) throws Exception {
        long reached = progress.call();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            long now = progress.call();
            if (now > reached) end = System.nanoTime() + PATIENCE.toNanos();
            reached = Math.max(reached, now);
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("no further than " + reached + " for " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
