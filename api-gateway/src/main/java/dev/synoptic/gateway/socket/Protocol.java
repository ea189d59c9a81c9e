package dev.synoptic.gateway.socket;

import java.net.InetAddress;
import java.util.Optional;

/// How one kind of listener talks.
///
/// All its methods, and those of its conversations, are called by the loop's thread alone.
public interface Protocol {

    /// Octets that one call of [Conversation#receive] may be handed, at most.
    int receiveOctetsMax();

    /// Octets that one call of a [Conversation] may put into the answers, at most. They leave in one write.
    int answerOctetsMax();

    /// What a new connection does: [Conversation.Next#READ_REST] gives it [Listener#requestTime] from the start.
    default Conversation.Next atOpen() {
        return Conversation.Next.READ;
    }

    /// A connection was accepted.
    Conversation open();

    /// The same, where it matters who is at the other end: over TCP its address, on a unix socket nobody's.
    default Conversation open(Optional<InetAddress> peer) {
        return open();
    }
}
