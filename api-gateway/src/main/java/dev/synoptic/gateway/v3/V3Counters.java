package dev.synoptic.gateway.v3;

import java.util.concurrent.atomic.LongAdder;

/// What was asked, since the start.
///
/// @param queries    whole queries, good and bad
/// @param bad        of them, those of a wrong magic or address type
/// @param misaligned connections closed because every query of a long row was bad
public record V3Counters(LongAdder queries, LongAdder bad, LongAdder misaligned) {

    /// All at nought.
    public V3Counters() {
        this(new LongAdder(), new LongAdder(), new LongAdder());
    }
}
