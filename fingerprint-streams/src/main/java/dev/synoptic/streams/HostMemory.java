package dev.synoptic.streams;

import dev.synoptic.host.HostHistory;
import java.time.Duration;

/// How long hosts are remembered, and by which clock they are forgotten (design §3).
///
/// @param idle           without a handshake for longer than this a host is forgotten (p0f: STATE-1)
/// @param historyDays    days of history kept beyond that, for privacy no more than needed
/// @param clock          what counts as time
/// @param clockTolerance an agent whose clock is further ahead than this is not believed; with
///     [ForgettingClock#APPEND] only
public record HostMemory(Duration idle, int historyDays, ForgettingClock clock, Duration clockTolerance) {

    /// What forgetting goes by.
    public enum ForgettingClock {
        /// When the brokers wrote the records: of a live fleet, where one wrong clock must not expire every host.
        APPEND,
        /// When the records were captured, as far as all captures have been read: of a replay of any year.
        CAPTURE
    }

    /// The usual memory of a replay.
    public static final HostMemory REPLAY =
            new HostMemory(Duration.ofMinutes(120), 7, ForgettingClock.CAPTURE, Duration.ofMinutes(5));

    public HostMemory {
        if (idle.isNegative() || idle.isZero()) throw new IllegalArgumentException("idle limit " + idle);
        if (historyDays < 0 || historyDays > HostHistory.DAYS_MAX) {
            throw new IllegalArgumentException(historyDays + " days of history, expected 0 to " + HostHistory.DAYS_MAX);
        }
    }

    /// The same by the brokers' clock.
    public HostMemory live() {
        return new HostMemory(idle, historyDays, ForgettingClock.APPEND, clockTolerance);
    }
}
