package dev.synoptic.gateway.text;

import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.answer.HostText;
import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.gateway.socket.Protocol;
import java.time.Duration;
import java.util.Optional;

/// `ADDRESS` or `ADDRESS full` in, one line out, and the server closes.
///
/// @param hosts    what is known, as seen from the listener's site
/// @param waits    who waits for handshakes; empty answers everything at once
/// @param counters what is asked
public record TextProtocol(HostFinder hosts, Optional<HandshakeWaits> waits, TextCounters counters)
        implements Protocol {

    /// Silent clients are dropped after it.
    public static final Duration REQUEST_TIME = Duration.ofSeconds(5);

    /// Octets of a question's line that are looked at; no address is longer.
    static final int LINE_OCTETS_MAX = 128;

    @Override
    public int receiveOctetsMax() {
        return LINE_OCTETS_MAX;
    }

    @Override
    public int answerOctetsMax() {
        return HostText.OCTETS_MAX + 1;
    }

    @Override
    public Conversation.Next atOpen() {
        return Conversation.Next.READ_REST;
    }

    @Override
    public Conversation open() {
        return new TextConversation(this);
    }
}
