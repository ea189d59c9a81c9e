package dev.synoptic.signature;

/// Something about a signature file that its reader did not refuse but its author should know.
///
/// @param line  the line it is about, from 1
/// @param words what is the matter, in words
public record Finding(int line, String words) {}
