package dev.synoptic.gateway.dns;

import java.util.concurrent.atomic.LongAdder;

/// What the zone was asked, since the start.
///
/// @param queries messages read
/// @param garbage of them, those that are no query, and got no answer
/// @param refused of them, those about other zones, of other classes, for transfers
/// @param listed  of them, those about a name that is there
/// @param limited answers kept back or cut short because a network had asked too much
public record DnsCounters(
        LongAdder queries, LongAdder garbage, LongAdder refused, LongAdder listed, LongAdder limited) {

    /// All at nought.
    public DnsCounters() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }
}
