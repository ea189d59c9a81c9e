package dev.synoptic.gateway.v2;

import java.util.concurrent.atomic.LongAdder;

/// What was asked, since the start.
///
/// @param queries whole queries, of whatever kind
/// @param bad     of them, those that made no sense
/// @param misses  of them, those that found nothing
public record V2Counters(LongAdder queries, LongAdder bad, LongAdder misses) {

    /// All at nought.
    public V2Counters() {
        this(new LongAdder(), new LongAdder(), new LongAdder());
    }
}
