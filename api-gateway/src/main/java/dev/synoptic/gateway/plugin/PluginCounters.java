package dev.synoptic.gateway.plugin;

import java.util.concurrent.atomic.LongAdder;

/// What was asked, since the start.
///
/// @param queries    whole queries
/// @param badAddress of them, those without an address that can be read
/// @param nonsense   connections closed for speaking something else
/// @param refused    answers other than pass
public record PluginCounters(LongAdder queries, LongAdder badAddress, LongAdder nonsense, LongAdder refused) {

    /// All at nought.
    public PluginCounters() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }
}
