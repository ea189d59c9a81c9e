package dev.synoptic.gateway.v2;

import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.gateway.socket.Protocol;
import java.time.Duration;

/// One query of 24 octets, one answer of 144, and the server closes (`clients.md` 2.2 rule 1).
///
/// @param desk what answers rest on
public record V2Protocol(V2Desk desk) implements Protocol {

    /// Silent clients are dropped after it (2.2 rule 2).
    public static final Duration REQUEST_TIME = Duration.ofSeconds(2);

    @Override
    public int receiveOctetsMax() {
        return desk.form().queryOctets();
    }

    @Override
    public int answerOctetsMax() {
        return V2Answer.OCTETS;
    }

    @Override
    public Conversation.Next atOpen() {
        return Conversation.Next.READ_REST;
    }

    @Override
    public Conversation open() {
        return new V2Conversation(desk);
    }
}
