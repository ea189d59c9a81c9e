package dev.synoptic.gateway.text;

import java.util.concurrent.atomic.LongAdder;

/// What was asked, since the start.
///
/// @param queries lines
/// @param bad     of them, those that made no sense
public record TextCounters(LongAdder queries, LongAdder bad) {

    /// All at nought.
    public TextCounters() {
        this(new LongAdder(), new LongAdder());
    }
}
