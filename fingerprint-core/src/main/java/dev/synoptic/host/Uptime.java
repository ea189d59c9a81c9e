package dev.synoptic.host;

/// How long a host has been up, by its timestamp clock (`p0f-v3.md` UP-2).
///
/// @param minutes    since its clock was zero, unsigned 32 bits
/// @param moduloDays after so many days the clock starts again, so the true uptime may be longer by multiples of it
/// @param micros     when it was sampled, microseconds since 1970, UTC
public record Uptime(long minutes, int moduloDays, long micros) {}
