package dev.synoptic.verdict.log;

/// The low-water mark of a log: reading on from here after a restart loses nothing (V31).
///
/// Verdicts that were already handed over may come again, with the same ids (V40).
///
/// @param line  the oldest line that something open still needs
/// @param clock what the time of that line rests on
public record ResumePoint(RawRef line, LogClock clock) {}
