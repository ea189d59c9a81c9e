package dev.synoptic.gateway.dns;

import dev.synoptic.gateway.answer.HostAnswer;
import java.time.Duration;
import java.time.InstantSource;

/// When hosts are forgotten.
///
/// @param idle  without a handshake for longer than this a host is
/// @param clock today's
public record Forgetting(Duration idle, InstantSource clock) {

    /// How much longer a host is remembered if it does not come again. Negative where it is overdue: captures of other
    /// days go by another clock than today's.
    long secondsLeft(HostAnswer host) {
        return host.lastSeenSeconds() + idle.toSeconds() - clock.instant().getEpochSecond();
    }
}
