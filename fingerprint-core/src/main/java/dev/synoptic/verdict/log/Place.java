package dev.synoptic.verdict.log;

/// A line's place among those read: for going back to it after a restart, and to tell which of two came first.
///
/// @param serial lines read before it
/// @param resume the line, and the clock before it
public record Place(long serial, ResumePoint resume) {}
