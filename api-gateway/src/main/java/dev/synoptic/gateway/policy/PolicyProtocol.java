package dev.synoptic.gateway.policy;

import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.gateway.socket.Protocol;

/// Policy delegation on connections that are kept: the server never speaks first, and never closes a healthy one.
///
/// @param desk what answers rest on
public record PolicyProtocol(PolicyDesk desk) implements Protocol {

    private static final int RECEIVE_OCTETS = 8 * 1024;

    /// So many of the longest replies leave in one write.
    private static final int REPLIES = 16;

    @Override
    public int receiveOctetsMax() {
        return RECEIVE_OCTETS;
    }

    @Override
    public int answerOctetsMax() {
        return REPLIES * PolicyReply.OCTETS_MAX;
    }

    @Override
    public Conversation open() {
        return new PolicyConversation(desk);
    }
}
