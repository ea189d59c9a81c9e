package dev.synoptic.gateway.analyzer;

import java.util.concurrent.atomic.LongAdder;

/// What was asked, since the start.
///
/// @param queries requests
/// @param bad     of them, those that made no sense, and got no answer
/// @param known   of them, those about a host that is known
public record AnalyzerCounters(LongAdder queries, LongAdder bad, LongAdder known) {

    /// All at nought.
    public AnalyzerCounters() {
        this(new LongAdder(), new LongAdder(), new LongAdder());
    }
}
