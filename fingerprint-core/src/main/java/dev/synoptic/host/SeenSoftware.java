package dev.synoptic.host;

/// The userland software that a host last spoke HTTP with (`p0f-v3.md` HTTP-31).
///
/// @param name   such as `Firefox`
/// @param flavor such as `10.x or newer`; may be empty
/// @param micros when, microseconds since 1970, UTC
public record SeenSoftware(String name, String flavor, long micros) {}
