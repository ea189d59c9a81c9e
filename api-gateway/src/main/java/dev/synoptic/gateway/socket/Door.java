package dev.synoptic.gateway.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// A [Listener] that is open: how many are inside, and whether more are let in.
final class Door {

    final Listener listener;
    final ServerSocketChannel server;
    private final Optional<SocketFile> file;
    private final boolean tcp;
    private final SelectionKey key;
    private final SequencedSet<Client> insideRequest = new LinkedHashSet<>();
    private final Map<InetAddress, Integer> peers = new HashMap<>();
    private int inside;

    private Door(
            Listener listener, ServerSocketChannel server, Optional<SocketFile> file, boolean tcp, SelectionKey key) {
        this.listener = listener;
        this.server = server;
        this.file = file;
        this.tcp = tcp;
        this.key = key;
        key.attach(this);
    }

    static Door open(Listener listener, Selector selector) throws IOException {
        boolean tcp = listener.endpoint() instanceof Endpoint.Tcp;
        ServerSocketChannel server =
                tcp ? ServerSocketChannel.open() : ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            Optional<SocketFile> file = switch (listener.endpoint()) {
                case Endpoint.Unix unix -> Optional.of(SocketFile.bind(server, unix, listener.backlog()));
                case Endpoint.Tcp(var address) -> {
                    server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                    server.bind(address, listener.backlog());
                    yield Optional.empty();
                }
            };
            server.configureBlocking(false);
            return new Door(listener, server, file, tcp, server.register(selector, SelectionKey.OP_ACCEPT));
        } catch (IOException failure) {
            server.close();
            throw new IOException("cannot listen on " + listener.endpoint() + ": " + failure.getMessage(), failure);
        } catch (RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    /// Where it really listens: a TCP port 0 has become a number.
    Endpoint endpoint() {
        try {
            return tcp ? new Endpoint.Tcp((InetSocketAddress) server.getLocalAddress()) : listener.endpoint();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /// The next one that waits outside; null where nobody does.
    @Nullable
    SocketChannel accept() throws IOException {
        return server.accept();
    }

    /// Lets a newcomer in, unless it may not ask or has connections enough.
    boolean admits(SocketChannel channel) throws IOException {
        Optional<InetAddress> peer = peer(channel);
        return peer.isEmpty()
                || listener.admission().admits(peer.get())
                        && peers.getOrDefault(peer.get(), 0)
                                < listener.admission().perPeerMax();
    }

    void entered(Client client) throws IOException {
        if (tcp) {
            client.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            client.channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true); // a dead machine never says goodbye
        }
        inside++;
        client.peer = peer(client.channel);
        client.peer.ifPresent(peer -> peers.merge(peer, 1, Integer::sum));
    }

    void left(Client client) {
        inside--;
        client.peer.ifPresent(peer -> peers.computeIfPresent(peer, (_, count) -> count == 1 ? null : count - 1));
        insideRequest.remove(client);
        letIn();
    }

    /// Who is at the other end; empty on a unix socket, whose file has decided.
    Optional<InetAddress> peer(SocketChannel channel) throws IOException {
        return tcp && channel.getRemoteAddress() instanceof InetSocketAddress peer
                ? Optional.of(peer.getAddress())
                : Optional.empty();
    }

    /// Notes whether the peer stopped in the middle of a request, and since when.
    /// Its time begins anew with each answer.
    void inside(Client client, boolean middle, boolean answered, long nowNanos) {
        boolean was = client.requestSinceNanos != Conversation.NEVER;
        if (was && (answered || !middle)) insideRequest.remove(client);
        if (!middle) {
            client.requestSinceNanos = Conversation.NEVER;
        } else if (!was || answered) {
            client.requestSinceNanos = nowNanos;
            insideRequest.add(client);
        }
    }

    /// When the peer that has been inside its request longest runs out of time.
    long slowestDueNanos() {
        long limit = listener.requestTime().toNanos();
        return limit == 0 || insideRequest.isEmpty() ? Conversation.NEVER : slowest().requestSinceNanos + limit;
    }

    Client slowest() {
        return insideRequest.getFirst();
    }

    boolean isFull() {
        return inside >= listener.connectionsMax();
    }

    void keepOut() {
        key.interestOps(0);
    }

    void letIn() {
        if (key.isValid() && key.interestOps() == 0) key.interestOps(SelectionKey.OP_ACCEPT);
    }

    void close() throws IOException {
        server.close();
        if (file.isPresent()) file.get().delete();
    }
}
