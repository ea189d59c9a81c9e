package dev.synoptic.verdict.statistics;

/// A range that holds the true value with the stated confidence.
///
/// @param low  lower bound
/// @param high upper bound
public record Interval(double low, double high) {}
