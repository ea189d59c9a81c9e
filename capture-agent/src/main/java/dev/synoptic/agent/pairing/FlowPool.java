package dev.synoptic.agent.pairing;

import org.jspecify.annotations.Nullable;

/// Flows that no table holds, to be used again. Tables between which flows move share one: a flow that leaves the last
/// of them comes back to where the first opens new ones. So there are never more than the tables hold together.
final class FlowPool {

    private @Nullable Flow free;

    /// One to open; made only where none is left.
    Flow take() {
        var flow = free;
        if (flow == null) return new Flow();
        free = flow.chained;
        return flow;
    }

    void give(Flow flow) {
        flow.chained = free;
        free = flow;
    }
}
