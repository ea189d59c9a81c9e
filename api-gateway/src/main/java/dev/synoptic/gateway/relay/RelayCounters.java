package dev.synoptic.gateway.relay;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// What passed through one kept socket of a front, since its start. Every request is answered, so `requests` is
/// `passed` and `notKnown` and those that are being answered, or whose client left first.
///
/// @param requests whole requests that came
/// @param passed   of them, those answered by a gateway
/// @param notKnown of them, those that the front answered itself, no gateway being there
/// @param late     of these, those for which a gateway took too long
/// @param faulty   times that a gateway sent what cannot be an answer
/// @param nonsense connections closed for sending what cannot be a request
/// @param waits    how long clients waited
public record RelayCounters(
        LongAdder requests,
        LongAdder passed,
        LongAdder notKnown,
        LongAdder late,
        LongAdder faulty,
        LongAdder nonsense,
        AnswerWaits waits) {

    /// @param promised the longest that a client ever waits
    RelayCounters(Duration promised) {
        this(
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new AnswerWaits(promised));
    }
}
