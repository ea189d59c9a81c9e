package dev.synoptic.gateway.v3;

import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.packet.IpAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;

/// The queries of one connection that cannot be answered yet, because one before them waits for its handshake.
///
/// Answers leave in the order of the queries. Waits overlap: each begins when its query comes, not when its turn does.
final class WaitingQueries {

    private final V3Protocol protocol;
    private final ArrayDeque<Query> queries = new ArrayDeque<>();

    /// One query.
    ///
    /// @param address  empty where the query made no sense
    /// @param dueNanos when it is answered at the latest
    /// @param waits    whether it is among the [HandshakeWaits]
    private record Query(Optional<IpAddress> address, long dueNanos, boolean waits) {}

    WaitingQueries(V3Protocol protocol) {
        this.protocol = protocol;
    }

    boolean isEmpty() {
        return queries.isEmpty();
    }

    boolean isFull() {
        return queries.size() > V3Protocol.WAITING_MAX - V3Protocol.JOINED_MAX;
    }

    /// Answers at once what can be, and puts back by how far it must not be.
    void take(int version, long high, long low, ByteBuffer answers, long nanos) {
        int before = answers.position();
        protocol.answers().put(version, high, low, answers);
        boolean answered = answers.get(before + V3Answer.STATUS_AT) != V3Answer.NO_MATCH;
        if (isEmpty() && (answered || !protocol.patience().mayWait())) return;
        var address = new IpAddress(version, high, low);
        boolean waits = !answered && begin(address, nanos);
        if (isEmpty() && !waits) return;
        answers.position(before);
        long due = waits ? nanos + protocol.patience().time().toNanos() : nanos;
        queries.add(new Query(Optional.of(address), due, waits));
    }

    /// A query that makes no sense waits for those before it.
    void takeBad(ByteBuffer answers, long nanos) {
        if (isEmpty()) {
            V3Answer.putBadQuery(answers);
        } else {
            queries.add(new Query(Optional.empty(), nanos, false));
        }
    }

    private boolean begin(IpAddress address, long nanos) {
        return protocol.patience()
                .waits()
                .filter(waits -> waits.begin(address.unmapped(), nanos))
                .isPresent();
    }

    /// Puts an answer; false if it is that the host is not known.
    private boolean put(Optional<IpAddress> address, ByteBuffer answers) {
        if (address.isEmpty()) {
            V3Answer.putBadQuery(answers);
            return true;
        }
        int at = answers.position();
        protocol.answers().put(address.get(), answers);
        return answers.get(at + V3Answer.STATUS_AT) != V3Answer.NO_MATCH;
    }

    /// Answers from the front what is known by now or has waited long enough, as far as there is room.
    void answer(ByteBuffer answers, long nanos) {
        while (!queries.isEmpty() && answers.remaining() >= V3Answer.OCTETS) {
            Query first = queries.element();
            int before = answers.position();
            boolean answered = put(first.address(), answers);
            if (!answered && first.waits() && first.dueNanos() > nanos) {
                answers.position(before);
                return;
            }
            queries.remove();
            end(first, !answered, nanos);
        }
    }

    private void end(Query query, boolean missed, long nanos) {
        if (!query.waits()) return;
        protocol.patience()
                .waits()
                .ifPresent(waits -> waits.end(query.address().orElseThrow().unmapped(), missed, nanos));
    }

    /// When the first of them is answered at the latest.
    long dueNanos() {
        return queries.isEmpty() ? Conversation.NEVER : queries.element().dueNanos();
    }

    /// Nobody reads the answers any more.
    void giveUp() {
        for (Query query : queries) end(query, false, 0);
        queries.clear();
    }
}
