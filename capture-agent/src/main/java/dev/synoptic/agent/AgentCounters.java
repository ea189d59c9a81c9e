package dev.synoptic.agent;

import dev.synoptic.flow.SourceLosses;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// The counts of one agent since its start; any number of threads.
public final class AgentCounters {

    private final Map<AgentCounter, LongAdder> counts = new EnumMap<>(AgentCounter.class);

    /// All of them 0.
    public AgentCounters() {
        for (var counter : AgentCounter.values()) counts.put(counter, new LongAdder());
    }

    /// One more.
    public void count(AgentCounter counter) {
        add(counter, 1);
    }

    /// So many more.
    public void add(AgentCounter counter, long more) {
        of(counter).add(more);
    }

    /// The count as it stands.
    public long get(AgentCounter counter) {
        return of(counter).sum();
    }

    /// What was lost so far, of a source that adds this of its own.
    public SourceLosses losses(long linesNotUnderstood, long logGaps) {
        return new SourceLosses(
                linesNotUnderstood,
                logGaps,
                get(AgentCounter.KERNEL_DROPS) + get(AgentCounter.INTERFACE_DROPS),
                get(AgentCounter.QUEUE_DROPPED)
                        + get(AgentCounter.SPOOL_DROPPED)
                        + get(AgentCounter.SPOOL_UNWRITTEN)
                        + get(AgentCounter.LOST_IN_CRASH));
    }

    /// All counts as they stand.
    public Map<AgentCounter, Long> snapshot() {
        var snapshot = new EnumMap<AgentCounter, Long>(AgentCounter.class);
        counts.forEach((counter, adder) -> snapshot.put(counter, adder.sum()));
        return snapshot;
    }

    private LongAdder of(AgentCounter counter) {
        var adder = counts.get(counter);
        if (adder == null) throw new IllegalStateException("no counter " + counter);
        return adder;
    }
}
