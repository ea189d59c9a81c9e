package dev.synoptic.gateway.dns;

import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.gateway.socket.Protocol;
import java.net.InetAddress;
import java.util.Optional;

/// The zone over TCP: several queries per connection (`clients.md` 6.3 rule 6), answers as soon as they can be given.
///
/// @param desk what answers rest on
public record DnsStreams(DnsDesk desk) implements Protocol {

    /// Queries of one connection that are unanswered at a time; beyond them nothing is read.
    static final int UNANSWERED_MAX = 64;

    /// Octets of a message, at most: a query with one name and some options. Who sends more is not asking.
    static final int QUERY_OCTETS_MAX = 4096;

    /// Octets of an answer and its length.
    static final int ANSWER_OCTETS_MAX = 2 + 1024;

    private static final int ANSWERS = 8;

    @Override
    public int receiveOctetsMax() {
        return QUERY_OCTETS_MAX;
    }

    @Override
    public int answerOctetsMax() {
        return ANSWERS * ANSWER_OCTETS_MAX;
    }

    @Override
    public Conversation open() {
        return open(Optional.empty());
    }

    @Override
    public Conversation open(Optional<InetAddress> peer) {
        return new DnsConversation(desk, peer.orElseGet(InetAddress::getLoopbackAddress));
    }
}
