package dev.synoptic.signature;

/// An item of `ua_os`: a text in a `User-Agent` that claims a system (`p0f-v3.md` FP-11).
///
/// @param nameNumber number of the system's name (FP-8)
/// @param name       the system's name
/// @param text       what to look for
public record UserAgentSystem(int nameNumber, String name, String text) {}
