package dev.synoptic.gateway.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A connected channel.
final class PortableLine implements Line {

    private final PortableSockets sockets;
    private final SocketChannel channel;
    private final Optional<InetAddress> peer;
    private @Nullable SelectionKey key;

    PortableLine(PortableSockets sockets, SocketChannel channel, Optional<InetAddress> peer) {
        this.sockets = sockets;
        this.channel = channel;
        this.peer = peer;
    }

    @Override
    public Optional<InetAddress> peer() {
        return peer;
    }

    @Override
    public int read() throws IOException {
        return channel.read(sockets.received);
    }

    @Override
    public void write() throws IOException {
        channel.write(sockets.answers);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public boolean isWatched() {
        return key != null;
    }

    @Override
    public void watch(int interest, Object owner) throws IOException {
        if (key == null) {
            key = channel.register(sockets.selector, interest, owner);
        } else if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
