package dev.synoptic.gateway.socket;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// One accepted connection: its conversation, and what could not be sent yet.
///
/// What is unsent is at most one round of answers, because nothing is read while any is left:
/// a peer that never reads costs its own buffer and no more.
final class Client {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    final Door door;
    final SocketChannel channel;
    final SelectionKey key;
    final Conversation conversation;
    Conversation.Next next = Conversation.Next.READ;

    /// Answers that the socket did not take yet, in reading position.
    ByteBuffer unsent = NOTHING;

    /// Who is at the other end; empty on a unix socket.
    Optional<InetAddress> peer = Optional.empty();

    /// When the request that the peer is inside of was begun, on the loop's clock.
    long requestSinceNanos = Conversation.NEVER;

    /// Whether the peer has shut its sending side.
    boolean ended;

    Client(Door door, SocketChannel channel, SelectionKey key, Conversation conversation) {
        this.door = door;
        this.channel = channel;
        this.key = key;
        this.conversation = conversation;
        key.attach(this);
    }

    void keepUnsent(ByteBuffer answers) {
        unsent = ByteBuffer.allocate(answers.remaining()).put(answers).flip();
    }

    void sentAll() {
        unsent = NOTHING;
    }

    /// Watches for what the connection can do next, and for nothing else.
    void watch() {
        int wanted = unsent.hasRemaining()
                ? SelectionKey.OP_WRITE
                : ended || next == Conversation.Next.WAIT ? 0 : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) key.interestOps(wanted);
    }
}
