package dev.synoptic.gateway.relay;

import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.gateway.socket.Protocol;
import java.time.Duration;

/// Passes a protocol's requests on to the first gateway that is there.
final class RelayProtocol implements Protocol {

    private static final int RECEIVE_OCTETS = 64 * 21;

    final Framing framing;
    final Backends backends;
    final long patienceNanos;
    final RelayCounters counters;
    final Runnable wake;

    /// @param patience for an answer, from when the request was there whole
    /// @param wake     of the loop that serves it
    RelayProtocol(Framing framing, Backends backends, Duration patience, Runnable wake) {
        this.framing = framing;
        this.backends = backends;
        this.patienceNanos = patience.toNanos();
        this.counters = new RelayCounters(patience);
        this.wake = wake;
    }

    @Override
    public int receiveOctetsMax() {
        return RECEIVE_OCTETS;
    }

    /// As many of p0f's answers as its own listener joins; a unix socket passes that on whole.
    @Override
    public int answerOctetsMax() {
        return 64 * Framing.V3.answerOctetsMax();
    }

    @Override
    public Conversation open() {
        return new RelayConversation(this);
    }
}
