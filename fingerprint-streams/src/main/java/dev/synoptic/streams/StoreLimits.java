package dev.synoptic.streams;

import java.time.Duration;

/// How much the stores of one partition may hold. What passes a limit is forgotten, oldest first, and
/// counted.
///
/// @param pendingSyns  SYNs that wait for their completion
/// @param pendingFor   how long one waits, in its capture's own time
/// @param instances    agents' instances whose repeats are recognised
public record StoreLimits(int pendingSyns, Duration pendingFor, int instances) {

    /// The usual limits: a SYN is retransmitted for about a minute at most, and few handshakes last longer.
    public static final StoreLimits DEFAULT = new StoreLimits(50_000, Duration.ofMinutes(2), 10_000);

    public StoreLimits {
        if (pendingSyns < 1 || instances < 1 || pendingFor.isNegative()) {
            throw new IllegalArgumentException("limits that hold nothing: " + pendingSyns + ", " + instances);
        }
    }
}
