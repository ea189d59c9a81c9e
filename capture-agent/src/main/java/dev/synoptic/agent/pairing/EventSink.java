package dev.synoptic.agent.pairing;

import dev.synoptic.flow.HandshakeEvent;
import dev.synoptic.packet.IpAddress;

/// Where raw records go.
@FunctionalInterface
public interface EventSink {

    /// One thing seen.
    ///
    /// @param subject the host that the record is about: its key
    /// @param micros  capture time, microseconds since 1970, UTC
    void accept(IpAddress subject, long micros, HandshakeEvent event);
}
