package dev.synoptic.verdict.join;

/// What one session and one SYN that may have opened it say of two clocks (`mail.md` J7).
///
/// @param pair   whose clocks
/// @param byPort whether address and port tell that the two belong together; else the address alone does
/// @param micros session's start minus capture of the SYN, no clock corrected; 0 is what equal clocks give
public record Difference(Clocks.Pair pair, boolean byPort, long micros) {}
