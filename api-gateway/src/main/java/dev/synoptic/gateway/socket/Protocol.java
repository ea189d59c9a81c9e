package dev.synoptic.gateway.socket;

/// How one kind of listener talks.
///
/// All its methods, and those of its conversations, are called by the loop's thread alone.
public interface Protocol {

    /// Octets that one call of [Conversation#receive] may be handed, at most.
    int receiveOctetsMax();

    /// Octets that one call of a [Conversation] may put into the answers, at most. They leave in one write.
    int answerOctetsMax();

    /// A connection was accepted.
    Conversation open();
}
