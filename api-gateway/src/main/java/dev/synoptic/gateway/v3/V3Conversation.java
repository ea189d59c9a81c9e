package dev.synoptic.gateway.v3;

import dev.synoptic.gateway.socket.Conversation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// One connection: it stays in step on 21 octets, whatever they hold and in whatever pieces they come, and
/// answers in their order (`clients.md` 1.2 rules 3 and 7). Who shuts its sending side gets what is due, then
/// the end (rule 6); who is silent between queries is never left (rule 4).
final class V3Conversation implements Conversation {

    private static final int MAGIC = 0x50304601;
    private static final int ADDRESS_AT = 5;

    private final V3Protocol protocol;
    private final WaitingQueries waiting;

    /// A query of which only the first octets have come.
    private final ByteBuffer begun = ByteBuffer.allocate(V3Protocol.QUERY_OCTETS);

    private int badInARow;

    /// Whether the connection closes once everything is answered.
    private boolean ending;

    V3Conversation(V3Protocol protocol) {
        this.protocol = protocol;
        this.waiting = new WaitingQueries(protocol);
    }

    @Override
    public Next receive(ByteBuffer octets, ByteBuffer answers, long nanos) {
        if (begun.position() > 0) finish(octets, answers, nanos);
        while (octets.remaining() >= V3Protocol.QUERY_OCTETS) {
            take(octets, octets.position(), answers, nanos);
            octets.position(octets.position() + V3Protocol.QUERY_OCTETS);
        }
        begun.put(octets);
        if (!ending && lostStep()) {
            protocol.counters().misaligned().increment();
            ending = true;
        }
        return next();
    }

    @Override
    public Next end(ByteBuffer answers, long nanos) {
        ending = true;
        return next();
    }

    @Override
    public Next resume(ByteBuffer answers, long nanos) {
        waiting.answer(answers, nanos);
        return next();
    }

    @Override
    public long wakeNanos() {
        return waiting.dueNanos();
    }

    @Override
    public void closed() {
        waiting.giveUp();
    }

    private Next next() {
        if (ending) return waiting.isEmpty() ? Next.CLOSE : Next.WAIT;
        if (waiting.isFull()) return Next.WAIT;
        return begun.position() == 0 ? Next.READ : Next.READ_REST;
    }

    private void finish(ByteBuffer octets, ByteBuffer answers, long nanos) {
        int missing = Math.min(begun.remaining(), octets.remaining());
        begun.put(octets.slice(octets.position(), missing));
        octets.position(octets.position() + missing);
        if (begun.hasRemaining()) return;
        take(begun, 0, answers, nanos);
        begun.clear();
    }

    private void take(ByteBuffer query, int at, ByteBuffer answers, long nanos) {
        protocol.counters().queries().increment();
        boolean good = query.order(ByteOrder.LITTLE_ENDIAN).getInt(at) == MAGIC;
        int type = query.get(at + Integer.BYTES);
        if (good && (type == 4 || type == 6)) {
            badInARow = 0;
            ask(query.order(ByteOrder.BIG_ENDIAN), at + ADDRESS_AT, type, answers, nanos);
        } else {
            badInARow++;
            protocol.counters().bad().increment();
            waiting.takeBad(answers, nanos);
        }
    }

    private void ask(ByteBuffer query, int at, int type, ByteBuffer answers, long nanos) {
        if (type == 4) {
            waiting.take(4, 0, Integer.toUnsignedLong(query.getInt(at)), answers, nanos);
        } else {
            waiting.take(6, query.getLong(at), query.getLong(at + Long.BYTES), answers, nanos);
        }
    }

    private boolean lostStep() {
        return protocol.badInARowMax() > 0 && badInARow >= protocol.badInARowMax();
    }
}
