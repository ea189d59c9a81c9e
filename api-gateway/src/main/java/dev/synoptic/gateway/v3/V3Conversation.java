package dev.synoptic.gateway.v3;

import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.packet.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// One connection: it stays in step on 21 octets, whatever they hold.
final class V3Conversation implements Conversation {

    private static final int MAGIC = 0x50304601;
    private static final int ADDRESS_AT = 5;

    private final V3Protocol protocol;

    /// A query of which only the first octets have come.
    private final ByteBuffer begun = ByteBuffer.allocate(V3Protocol.QUERY_OCTETS);

    private int badInARow;

    V3Conversation(V3Protocol protocol) {
        this.protocol = protocol;
    }

    @Override
    public Next receive(ByteBuffer octets, ByteBuffer answers, long nanos) {
        if (begun.position() > 0) finish(octets, answers);
        while (octets.remaining() >= V3Protocol.QUERY_OCTETS) {
            answer(octets, octets.position(), answers);
            octets.position(octets.position() + V3Protocol.QUERY_OCTETS);
        }
        begun.put(octets);
        if (lostStep()) return Next.CLOSE;
        return begun.position() == 0 ? Next.READ : Next.READ_REST;
    }

    private void finish(ByteBuffer octets, ByteBuffer answers) {
        int missing = Math.min(begun.remaining(), octets.remaining());
        begun.put(octets.slice(octets.position(), missing));
        octets.position(octets.position() + missing);
        if (begun.hasRemaining()) return;
        answer(begun, 0, answers);
        begun.clear();
    }

    private void answer(ByteBuffer query, int at, ByteBuffer answers) {
        protocol.counters().queries().increment();
        boolean good = query.order(ByteOrder.LITTLE_ENDIAN).getInt(at) == MAGIC;
        int type = query.get(at + Integer.BYTES);
        if (good && (type == 4 || type == 6)) {
            badInARow = 0;
            protocol.answers().put(address(query.order(ByteOrder.BIG_ENDIAN), at + ADDRESS_AT, type), answers);
        } else {
            badInARow++;
            protocol.counters().bad().increment();
            V3Answer.putBadQuery(answers);
        }
    }

    private static IpAddress address(ByteBuffer query, int at, int type) {
        return type == 4
                ? IpAddress.v4(query.getInt(at))
                : IpAddress.v6(query.getLong(at), query.getLong(at + Long.BYTES));
    }

    private boolean lostStep() {
        boolean lost = protocol.badInARowMax() > 0 && badInARow >= protocol.badInARowMax();
        if (lost) protocol.counters().misaligned().increment();
        return lost;
    }
}
