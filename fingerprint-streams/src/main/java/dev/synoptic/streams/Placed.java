package dev.synoptic.streams;

/// A value and the partition it came from, where it must go on to: progress has no key that would tell.
///
/// @param partition of the input, from 0
/// @param value     what travels
/// @param <V>       its type
record Placed<V>(int partition, V value) {}
