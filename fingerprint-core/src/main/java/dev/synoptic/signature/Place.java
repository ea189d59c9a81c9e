package dev.synoptic.signature;

/// Where a signature was written.
///
/// @param file its file
/// @param line from 1
public record Place(String file, int line) {}
