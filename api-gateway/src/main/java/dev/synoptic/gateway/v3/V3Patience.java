package dev.synoptic.gateway.v3;

import dev.synoptic.gateway.answer.HandshakeWaits;
import java.time.Duration;
import java.util.Optional;

/// Whether queries about unknown hosts wait for their handshake, and for how long.
///
/// @param waits who waits; empty answers everything at once
/// @param time  from the query's arrival
public record V3Patience(Optional<HandshakeWaits> waits, Duration time) {

    /// Every query is answered at once, as p0f does.
    public static final V3Patience NONE = new V3Patience(Optional.empty(), Duration.ZERO);

    /// Whether any query may wait now.
    boolean mayWait() {
        return waits.isPresent() && waits.get().isWorthWaiting();
    }

    /// The gateway's.
    public static V3Patience of(HandshakeWaits waits) {
        return new V3Patience(Optional.of(waits), HandshakeWaits.V3_WAIT);
    }
}
