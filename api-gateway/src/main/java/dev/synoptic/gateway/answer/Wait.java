package dev.synoptic.gateway.answer;

import dev.synoptic.packet.IpAddress;
import java.time.Duration;
import java.util.Optional;

/// One question that waits for its host's handshake.
///
/// @param waits    whose it is
/// @param address  the host
/// @param dueNanos when it is answered at the latest, on the asker's clock
public record Wait(HandshakeWaits waits, IpAddress address, long dueNanos) {

    /// Begins to wait where that makes sense; [#end] must follow.
    ///
    /// @param waits   who waits; empty where nobody does
    /// @param address the host, not known
    /// @param time    how long, from now
    public static Optional<Wait> begin(
            Optional<HandshakeWaits> waits, IpAddress address, Duration time, long nowNanos) {
        return waits.filter(all -> all.begin(address, nowNanos))
                .map(all -> new Wait(all, address, nowNanos + time.toNanos()));
    }

    /// Whether it has waited long enough.
    public boolean isDue(long nowNanos) {
        return dueNanos - nowNanos <= 0;
    }

    /// It is answered.
    ///
    /// @param missed whether in vain
    public void end(boolean missed, long nowNanos) {
        waits.end(address, missed, nowNanos);
    }
}
