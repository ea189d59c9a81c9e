package dev.synoptic.gateway.socket;

import dev.synoptic.gateway.socket.DatagramProtocol.Replies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Serves every datagram socket of a process from one thread.
///
/// Nothing is kept of a peer but what its protocol keeps. An answer that the kernel has no room for is dropped: the
/// peer asks again.
public final class DatagramLoop implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(DatagramLoop.class.getName());

    /// Datagrams of one socket that are read before the others get their turn.
    private static final int READS_PER_TURN = 256;

    private static final long CLOSE_PATIENCE_MILLIS = 5_000;

    private final Selector selector;
    private final List<Socket> sockets = new ArrayList<>();
    private final DatagramCounters counters = new DatagramCounters();
    private final LongSupplier clockNanos;
    private final ByteBuffer received;
    private final Thread thread;
    private volatile boolean stopping;

    /// One open socket.
    private record Socket(DatagramListener listener, DatagramChannel channel, Replies replies) {}

    private DatagramLoop(String name, Selector selector, List<DatagramListener> listeners, LongSupplier clockNanos) {
        this.selector = selector;
        long startNanos = clockNanos.getAsLong();
        this.clockNanos = () -> clockNanos.getAsLong() - startNanos;
        this.received = ByteBuffer.allocateDirect(listeners.stream()
                .mapToInt(listener -> listener.protocol().receiveOctetsMax())
                .max()
                .orElse(0));
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /// Listens at all of `listeners` and begins to serve, or fails and listens at none.
    ///
    /// @param name       of the thread
    /// @param clockNanos monotonic, as [System#nanoTime]
    public static DatagramLoop open(String name, List<DatagramListener> listeners, LongSupplier clockNanos)
            throws IOException {
        var loop = new DatagramLoop(name, Selector.open(), listeners, clockNanos);
        try {
            for (DatagramListener listener : listeners) loop.bind(listener);
        } catch (IOException | RuntimeException failure) {
            loop.shut();
            throw failure;
        }
        loop.thread.start();
        return loop;
    }

    private void bind(DatagramListener listener) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        var socket = new Socket(listener, channel, (datagram, peer) -> send(channel, datagram, peer));
        sockets.add(socket);
        try {
            channel.bind(listener.address()).configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, socket);
        } catch (IOException failure) {
            throw new IOException("cannot listen on udp " + listener.address() + ": " + failure.getMessage(), failure);
        }
    }

    /// Where it listens, in the order of the listeners given; a port 0 has become the port taken.
    public List<InetSocketAddress> addresses() {
        return sockets.stream().map(DatagramLoop::address).toList();
    }

    private static InetSocketAddress address(Socket socket) {
        try {
            return (InetSocketAddress) socket.channel().getLocalAddress();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /// What happened so far.
    public DatagramCounters counters() {
        return counters;
    }

    /// Whether it still serves.
    public boolean isServing() {
        return thread.isAlive() && !stopping;
    }

    /// Something that was waited for may have happened. Any thread may call.
    public void wake() {
        selector.wakeup();
    }

    private void run() {
        try {
            while (!stopping) turn();
        } catch (IOException | ClosedSelectorException failure) {
            if (!stopping) LOG.log(System.Logger.Level.ERROR, "datagrams are no longer served", failure);
        } finally {
            shut();
        }
    }

    private void turn() throws IOException {
        long patience = patienceMillis();
        if (patience == 0) {
            selector.select(this::ready);
        } else {
            selector.select(this::ready, patience);
        }
        for (Socket socket : sockets) resume(socket);
    }

    /// How long nothing can become due: 0 for ever.
    private long patienceMillis() {
        long due = Conversation.NEVER;
        for (Socket socket : sockets)
            due = Math.min(due, socket.listener().protocol().wakeNanos());
        if (due == Conversation.NEVER) return 0;
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(due - clockNanos.getAsLong() + 999_999));
    }

    private void ready(SelectionKey key) {
        var socket = (Socket) key.attachment();
        for (int turn = 0; turn < READS_PER_TURN; turn++) {
            received.clear().limit(socket.listener().protocol().receiveOctetsMax());
            try {
                var peer = (InetSocketAddress) socket.channel().receive(received);
                if (peer == null) return;
                take(socket, peer);
            } catch (IOException unreachable) { // an earlier answer met a closed port: told here, of no concern
                counters.unsent().increment();
            }
        }
    }

    private void take(Socket socket, InetSocketAddress peer) {
        counters.received().increment();
        if (!socket.listener().admission().admits(peer.getAddress())) {
            counters.refused().increment();
            return;
        }
        try {
            socket.listener().protocol().receive(received.flip(), peer, socket.replies(), clockNanos.getAsLong());
        } catch (RuntimeException bug) {
            fail(socket, bug);
        }
    }

    private void resume(Socket socket) {
        if (socket.listener().protocol().wakeNanos() == Conversation.NEVER) return;
        try {
            socket.listener().protocol().resume(socket.replies(), clockNanos.getAsLong());
        } catch (RuntimeException bug) {
            fail(socket, bug);
        }
    }

    private void send(DatagramChannel channel, ByteBuffer datagram, InetSocketAddress peer) {
        try {
            boolean sent = channel.send(datagram, peer) > 0;
            (sent ? counters.answered() : counters.unsent()).increment();
        } catch (IOException unreachable) {
            counters.unsent().increment();
        }
    }

    private void fail(Socket socket, RuntimeException bug) {
        counters.failed().increment();
        LOG.log(System.Logger.Level.ERROR, "a datagram on " + socket.listener().address() + " failed", bug);
    }

    private void shut() {
        try {
            for (Socket socket : sockets) socket.channel().close();
            selector.close();
        } catch (IOException leftBehind) {
            LOG.log(System.Logger.Level.WARNING, "closing the datagram sockets", leftBehind);
        }
    }

    /// Stops serving and closes the sockets.
    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
        try {
            thread.join(CLOSE_PATIENCE_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
