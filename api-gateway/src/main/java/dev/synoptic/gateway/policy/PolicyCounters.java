package dev.synoptic.gateway.policy;

import java.util.concurrent.atomic.LongAdder;

/// What the policy listeners were asked and said, since the start.
///
/// @param requests   whole requests
/// @param nonsense   connections closed for speaking something else, or too much
/// @param failed     requests answered with DUNNO because answering threw: each is a bug of ours, and logged
/// @param off        requests answered with DUNNO because everything is switched off
/// @param headers    headers added
/// @param hindered   requests answered with a refusal, for good or for now, or a hold
/// @param gated      refusals that the gate did not let through
/// @param heldBack   rules not followed because the client's network is one of those kept for learning
/// @param waited     requests that waited for a handshake
public record PolicyCounters(
        LongAdder requests,
        LongAdder nonsense,
        LongAdder failed,
        LongAdder off,
        LongAdder headers,
        LongAdder hindered,
        LongAdder gated,
        LongAdder heldBack,
        LongAdder waited) {

    public PolicyCounters() {
        this(
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
