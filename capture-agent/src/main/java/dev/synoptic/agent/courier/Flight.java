package dev.synoptic.agent.courier;

import dev.synoptic.agent.publish.Outgoing;
import java.util.concurrent.atomic.AtomicInteger;

/// A record handed to the producer.
///
/// @param record    what it is
/// @param origin    whence it came, so that it can go back there
/// @param sentNanos when, by the monotonic clock
/// @param awaited   acknowledgements that are still to come: one for each partition it goes to
record Flight(Outgoing record, Origin origin, long sentNanos, AtomicInteger awaited) {

    /// Where records come from, and go back to when the brokers are lost.
    enum Origin {
        /// The memory queue of what is captured; goes back into the spool.
        CAPTURED,
        /// A log; goes back to the head of what waits for the brokers.
        READ,
        /// The spool, which still has it.
        SPOOL
    }

    boolean hasArrived() {
        return awaited.get() == 0;
    }
}
