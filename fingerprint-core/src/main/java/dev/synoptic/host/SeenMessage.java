package dev.synoptic.host;

import dev.synoptic.signature.Label;
import java.util.Optional;

/// What is kept of a host's last HTTP message, to hold the next one against (`p0f-v3.md` HTTP-29, HTTP-30).
///
/// @param label       what matched; empty where nothing did
/// @param labelNumber number of that label in its file (FP-9), 0 without a match
/// @param dateSeconds the `Date` header as seconds since 1970, unsigned 32 bits; 0 without a readable one
/// @param micros      when it was captured, microseconds since 1970, UTC
/// @param serverPort  port of the server that sent a response; 0 for a request
public record SeenMessage(Optional<Label> label, int labelNumber, long dateSeconds, long micros, int serverPort) {}
