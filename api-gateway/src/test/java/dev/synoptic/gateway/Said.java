package dev.synoptic.gateway;

import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.gateway.socket.Conversation.Next;
import dev.synoptic.gateway.socket.Protocol;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One conversation without a socket: what a client sends, and all that it is told.
public final class Said {

    private final Protocol protocol;
    private final Conversation conversation;
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    private Next next;

    public Said(Protocol protocol) {
        this.protocol = protocol;
        this.conversation = protocol.open();
        this.next = protocol.atOpen();
    }

    /// Sends octets, no more at a time than are read; those behind a close are lost.
    public Said send(byte[] octets) {
        return send(octets, protocol.receiveOctetsMax());
    }

    /// The same in pieces.
    public Said send(byte[] octets, int piece) {
        for (int at = 0; at < octets.length && next != Next.CLOSE; at += piece) {
            var some = ByteBuffer.wrap(octets, at, Math.min(piece, octets.length - at))
                    .slice();
            var room = ByteBuffer.allocate(protocol.answerOctetsMax());
            next = conversation.receive(some, room, 0);
            hear(room);
        }
        return this;
    }

    /// Characters are octets.
    public Said send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The client shuts its sending side.
    public Said end() {
        if (next == Next.CLOSE) return this;
        var room = ByteBuffer.allocate(protocol.answerOctetsMax());
        next = conversation.end(room, 0);
        hear(room);
        return this;
    }

    /// A moment comes at which somebody who waits may go on.
    public Said resume(long nanos) {
        var room = ByteBuffer.allocate(protocol.answerOctetsMax());
        next = conversation.resume(room, nanos);
        hear(room);
        return this;
    }

    /// When it goes on by itself.
    public long wakeNanos() {
        return conversation.wakeNanos();
    }

    /// As long as something can go on at once, it does.
    private void hear(ByteBuffer room) {
        note(room);
        while (next == Next.WAIT && conversation.wakeNanos() <= 0) {
            next = conversation.resume(room.clear(), 0);
            note(room);
        }
    }

    private void note(ByteBuffer room) {
        byte[] told = new byte[room.flip().remaining()];
        room.get(told);
        answers.writeBytes(told);
    }

    public byte[] answers() {
        return answers.toByteArray();
    }

    /// All that it was told; characters are octets.
    public String text() {
        return answers.toString(StandardCharsets.ISO_8859_1);
    }

    public boolean isClosed() {
        return next == Next.CLOSE;
    }
}
