package dev.synoptic.gateway.join;

import java.util.concurrent.atomic.LongAdder;

/// What the join did, since the process started.
///
/// @param unreadable     records sent to `dead-letters.v1`
/// @param verdicts       verdicts that came, repeats included
/// @param repeated       of them, those that were settled before with the same revision or a later one
/// @param syns           judged SYNs that came, completions included
/// @param refusedSyns    of them, those for which there was no room: sessions they opened stay without one
/// @param joined         results, revisions included
/// @param revised        of them, those that took an earlier one back
/// @param unmatched      of the results, those without a SYN
/// @param unnamed        times that a result's mail host or service had no row of its own (`Receivers`)
/// @param silentSources  sources that are no longer waited for, having been silent for too long
/// @param forgottenSyns  SYNs that no session can need any more
/// @param refusedClocks  differences between clocks of which there are too many to compare them all
public record JoinCounters(
        LongAdder unreadable,
        LongAdder verdicts,
        LongAdder repeated,
        LongAdder syns,
        LongAdder refusedSyns,
        LongAdder joined,
        LongAdder revised,
        LongAdder unmatched,
        LongAdder unnamed,
        LongAdder silentSources,
        LongAdder forgottenSyns,
        LongAdder refusedClocks) {

    /// All at nought.
    public JoinCounters() {
        this(
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder());
    }
}
