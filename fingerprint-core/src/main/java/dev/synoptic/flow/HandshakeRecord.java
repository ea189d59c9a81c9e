package dev.synoptic.flow;

/// One raw record as an agent publishes it: unmatched, with all that matching and host scoring need.
///
/// @param origin         who saw it
/// @param capturedMicros capture time, microseconds since 1970, UTC
/// @param event          what was seen
public record HandshakeRecord(Origin origin, long capturedMicros, HandshakeEvent event) {}
