package dev.synoptic.gateway.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/// One accepted connection: its conversation, and what could not be sent yet.
///
/// What is unsent is at most one round of answers, because nothing is read while any is left:
/// a peer that never reads costs its own buffer and no more.
final class Client {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    final Door door;
    final Line line;
    final Conversation conversation;

    Conversation.Next next = Conversation.Next.READ;

    /// Answers that the socket did not take yet, in reading position.
    ByteBuffer unsent = NOTHING;

    /// When the request that the peer is inside of was begun, on the loop's clock.
    long requestSinceNanos = Conversation.NEVER;

    /// Whether it was told anything yet.
    boolean answered;

    /// Whether the peer has shut its sending side.
    boolean ended;

    Client(Door door, Line line, Conversation conversation) {
        this.door = door;
        this.line = line;
        this.conversation = conversation;
    }

    void keepUnsent(ByteBuffer answers) {
        unsent = ByteBuffer.allocate(answers.remaining()).put(answers).flip();
    }

    void sentAll() {
        unsent = NOTHING;
    }

    /// Whether all that it can do next is to read.
    boolean onlyReads() {
        return wanted() == SelectionKey.OP_READ;
    }

    /// Watches from now on for what the connection can do next, and for nothing else.
    void watch() throws IOException {
        line.watch(wanted(), this);
    }

    private int wanted() {
        if (unsent.hasRemaining()) return SelectionKey.OP_WRITE;
        return ended || next == Conversation.Next.WAIT ? 0 : SelectionKey.OP_READ;
    }
}
