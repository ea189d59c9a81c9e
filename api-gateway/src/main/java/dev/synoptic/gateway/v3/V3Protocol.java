package dev.synoptic.gateway.v3;

import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.gateway.socket.Protocol;

/// Queries of 21 octets, answers of 232, in order, as many as come (`clients.md` 1.2).
///
/// @param answers       who knows the hosts
/// @param badInARowMax  bad queries in a row after which a connection, surely out of step, is closed; 0 never
/// @param counters      what is asked
/// @param patience      whether queries about unknown hosts wait
public record V3Protocol(V3Answers answers, int badInARowMax, V3Counters counters, V3Patience patience)
        implements Protocol {

    /// Queries that one connection may have waiting; at that its socket is read no further.
    static final int WAITING_MAX = 256;

    /// "A kindness" to a stream that lost step (`clients.md` 1.2 rule 7).
    public static final int BAD_IN_A_ROW_MAX = 16;

    /// Answers that leave in one write.
    ///
    /// A client that reads 64 KiB at a time would see the 283rd cut (`clients.md` 1.2 rule 2).
    /// Far fewer are joined: a unix socket passes on a write of up to 16 KiB whole or not at all,
    /// and a longer one in pieces.
    static final int JOINED_MAX = 64;

    /// Octets of a query.
    static final int QUERY_OCTETS = 21;

    /// Answers everything at once.
    public V3Protocol(V3Answers answers, int badInARowMax, V3Counters counters) {
        this(answers, badInARowMax, counters, V3Patience.NONE);
    }

    /// The gateway's listener: counts for itself, closes what lost step.
    public static V3Protocol of(V3Answers answers) {
        return new V3Protocol(answers, BAD_IN_A_ROW_MAX, new V3Counters());
    }

    /// As many whole queries as may be answered in one write, whatever was left over from the read before.
    @Override
    public int receiveOctetsMax() {
        return JOINED_MAX * QUERY_OCTETS;
    }

    @Override
    public int answerOctetsMax() {
        return JOINED_MAX * V3Answer.OCTETS;
    }

    @Override
    public Conversation open() {
        return new V3Conversation(this);
    }
}
