package dev.synoptic.gateway.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/// How many connections one address may have at a time, so that nobody takes all that there are; further ones are
/// closed and counted. What it keeps is bounded by the connections that there are.
final class PeerLimit implements Connection.Listener {

    private final int most;
    private final Predicate<InetAddress> bounded;
    private final LongAdder crowded;
    private final ConcurrentHashMap<Connection, InetAddress> peers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<InetAddress, Integer> open = new ConcurrentHashMap<>();

    /// @param bounded which addresses; a proxy on this machine brings everybody from one
    /// @param crowded counts what is closed
    PeerLimit(int most, Predicate<InetAddress> bounded, LongAdder crowded) {
        this.most = most;
        this.bounded = bounded;
        this.crowded = crowded;
    }

    @Override
    public void onOpened(Connection connection) {
        Optional<InetAddress> peer = peer(connection).filter(bounded);
        if (peer.isEmpty()) return;
        peers.put(connection, peer.get());
        if (open.merge(peer.get(), 1, Integer::sum) <= most) return;
        crowded.increment();
        connection.getEndPoint().close();
    }

    /// By what was noted: a closed socket no longer says whose it was.
    @Override
    public void onClosed(Connection connection) {
        InetAddress peer = peers.remove(connection);
        if (peer != null) open.computeIfPresent(peer, (_, count) -> count == 1 ? null : count - 1);
    }

    /// Inside TLS there are two connections to one socket, of which the inner one counts.
    private static Optional<InetAddress> peer(Connection connection) {
        return !(connection instanceof SslConnection)
                        && connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress address
                ? Optional.of(address.getAddress())
                : Optional.empty();
    }
}
