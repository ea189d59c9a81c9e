package dev.synoptic.gateway.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A listening channel.
final class PortableEntrance implements Entrance {

    private final PortableSockets sockets;
    private final ServerSocketChannel server;
    private final Endpoint asked;
    private final Optional<SocketFile> file;
    private final SelectionKey key;

    private PortableEntrance(
            PortableSockets sockets,
            ServerSocketChannel server,
            Endpoint asked,
            Optional<SocketFile> file,
            Object owner)
            throws IOException {
        this.sockets = sockets;
        this.server = server;
        this.asked = asked;
        this.file = file;
        server.configureBlocking(false);
        this.key = server.register(sockets.selector, SelectionKey.OP_ACCEPT, owner);
    }

    static PortableEntrance open(PortableSockets sockets, Listener listener, Object owner) throws IOException {
        boolean tcp = listener.endpoint() instanceof Endpoint.Tcp;
        ServerSocketChannel server =
                tcp ? ServerSocketChannel.open() : ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return new PortableEntrance(sockets, server, listener.endpoint(), bind(server, listener), owner);
        } catch (IOException | RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    private static Optional<SocketFile> bind(ServerSocketChannel server, Listener listener) throws IOException {
        int backlog = listener.backlog();
        return switch (listener.endpoint()) {
            case Endpoint.Unix unix ->
                Optional.of(SocketFile.make(unix, () -> server.bind(UnixDomainSocketAddress.of(unix.path()), backlog)));
            case Endpoint.Tcp(var address) -> {
                server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                server.bind(address, backlog);
                yield Optional.empty();
            }
        };
    }

    @Override
    public Endpoint endpoint() {
        try {
            return asked instanceof Endpoint.Tcp
                    ? new Endpoint.Tcp((InetSocketAddress) server.getLocalAddress())
                    : asked;
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    @Override
    public @Nullable Line accept() throws IOException {
        SocketChannel channel = server.accept();
        if (channel == null) return null;
        channel.configureBlocking(false);
        if (!(asked instanceof Endpoint.Tcp)) return new PortableLine(sockets, channel, Optional.empty());
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true); // a dead machine never says goodbye
        return channel.getRemoteAddress() instanceof InetSocketAddress peer
                ? new PortableLine(sockets, channel, Optional.of(peer.getAddress()))
                : new PortableLine(sockets, channel, Optional.empty());
    }

    @Override
    public void open(boolean open) {
        if (key.isValid()) key.interestOps(open ? SelectionKey.OP_ACCEPT : 0);
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (file.isPresent()) file.get().delete();
    }
}
