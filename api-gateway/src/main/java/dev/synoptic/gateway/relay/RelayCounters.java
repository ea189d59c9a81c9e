package dev.synoptic.gateway.relay;

import java.util.concurrent.atomic.LongAdder;

/// What passed through a front, since its start.
///
/// @param passed   requests answered by a gateway
/// @param notKnown requests that the front answered itself, no gateway being there
/// @param late     of them, those for which a gateway took too long
/// @param faulty   times that a gateway sent what cannot be an answer
/// @param nonsense connections closed for sending what cannot be a request
public record RelayCounters(
        LongAdder passed, LongAdder notKnown, LongAdder late, LongAdder faulty, LongAdder nonsense) {

    public RelayCounters() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }
}
