package dev.synoptic.gateway.socket;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One accepted connection: its conversation, and what could not be sent yet.
///
/// What is unsent is at most one round of answers, because nothing is read while any is left:
/// a peer that never reads costs its own buffer and no more.
final class Client {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    final Door door;
    final SocketChannel channel;
    final Conversation conversation;

    /// Null until it is watched.
    private @Nullable SelectionKey key;

    Conversation.Next next = Conversation.Next.READ;

    /// Answers that the socket did not take yet, in reading position.
    ByteBuffer unsent = NOTHING;

    /// Who is at the other end; empty on a unix socket.
    Optional<InetAddress> peer = Optional.empty();

    /// When the request that the peer is inside of was begun, on the loop's clock.
    long requestSinceNanos = Conversation.NEVER;

    /// Whether it was told anything yet.
    boolean answered;

    /// Whether the peer has shut its sending side.
    boolean ended;

    Client(Door door, SocketChannel channel, Conversation conversation) {
        this.door = door;
        this.channel = channel;
        this.conversation = conversation;
    }

    void keepUnsent(ByteBuffer answers) {
        unsent = ByteBuffer.allocate(answers.remaining()).put(answers).flip();
    }

    void sentAll() {
        unsent = NOTHING;
    }

    boolean isWatched() {
        return key != null;
    }

    /// Whether all that it can do next is to read.
    boolean onlyReads() {
        return wanted() == SelectionKey.OP_READ;
    }

    /// Watches it from now on.
    void watchBy(Selector selector) throws ClosedChannelException {
        key = channel.register(selector, wanted(), this);
    }

    /// Watches for what the connection can do next, and for nothing else.
    void watch() {
        int wanted = wanted();
        if (key != null && key.interestOps() != wanted) key.interestOps(wanted);
    }

    private int wanted() {
        if (unsent.hasRemaining()) return SelectionKey.OP_WRITE;
        return ended || next == Conversation.Next.WAIT ? 0 : SelectionKey.OP_READ;
    }
}
