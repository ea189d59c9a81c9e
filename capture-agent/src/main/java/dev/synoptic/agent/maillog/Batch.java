package dev.synoptic.agent.maillog;

import dev.synoptic.agent.publish.Outgoing.Claim;
import java.util.concurrent.atomic.AtomicLong;

/// The records between two checkpoints.
final class Batch implements Claim {

    private final AtomicLong awaited = new AtomicLong();

    @Override
    public void handedOver() {
        awaited.incrementAndGet();
    }

    @Override
    public void settled() {
        awaited.decrementAndGet();
    }

    /// Whether the brokers have all that was handed over.
    boolean isSettled() {
        return awaited.get() == 0;
    }
}
