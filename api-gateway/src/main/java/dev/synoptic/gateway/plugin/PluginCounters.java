package dev.synoptic.gateway.plugin;

import java.util.concurrent.atomic.LongAdder;

/// What was asked, since the start.
///
/// @param queries    whole queries
/// @param badAddress of them, those without an address that can be read
/// @param nonsense   connections closed for speaking something else
/// @param refused    answers by which mail is refused
/// @param ignored    answers that would have been such, had the gate let them through
public record PluginCounters(
        LongAdder queries, LongAdder badAddress, LongAdder nonsense, LongAdder refused, LongAdder ignored) {

    /// All at nought.
    public PluginCounters() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }
}
