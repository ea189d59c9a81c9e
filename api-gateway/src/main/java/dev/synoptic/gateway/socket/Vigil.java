package dev.synoptic.gateway.socket;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Staying awake for some microseconds after having served, as to be woken takes longer than to answer: whoever asks on
/// one connection after another, on many, or sends queries ahead usually comes again at once.
///
/// Not so after a single answer on a kept connection: its client is woken on this very processor, and would
/// wait for the loop to fall asleep. And it goes by what came of it: after a vigil in vain the next ones are
/// left out, the more the longer nothing comes of them, so that a gateway that is asked now and then sleeps.
final class Vigil {

    /// How long one takes, at most.
    private static final long NANOS = 40_000;

    /// How often it looks, at most.
    private static final int LOOKS = 100;

    /// Turns without one after vigils in vain, at most.
    private static final int LEFT_OUT_MAX = 64;

    /// A single answer of whatever protocol is hardly longer.
    private static final int ONE_ANSWER_OCTETS = 512;

    private final LongSupplier clockNanos;
    private int leftOut;
    private int toLeaveOut;

    Vigil(LongSupplier clockNanos) {
        this.clockNanos = clockNanos;
    }

    /// Whether one is worth keeping after a turn.
    ///
    /// @param served    in that turn
    /// @param delivered octets of answers that left in it
    boolean isDue(int served, int delivered) {
        if (served == 0 || served == 1 && delivered <= ONE_ANSWER_OCTETS) return false;
        if (leftOut >= toLeaveOut) return true;
        leftOut++;
        return false;
    }

    /// Looks until somebody can go on, or it has taken long enough; in between others have the processor.
    ///
    /// @return how many were handed over
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: without others it looks again at once
    int keep(Sockets sockets, Consumer<Object> ready) throws IOException {
        long end = clockNanos.getAsLong() + NANOS;
        for (int look = 0; look < LOOKS && clockNanos.getAsLong() < end; look++) {
            int count = sockets.await(0, ready);
            if (count > 0) {
                toLeaveOut = 0;
                return count;
            }
            Thread.yield();
        }
        toLeaveOut = Math.clamp(2L * toLeaveOut, 1, LEFT_OUT_MAX);
        leftOut = 0;
        return 0;
    }
}
