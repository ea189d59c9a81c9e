package dev.synoptic.conformance.pipeline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/// Stands between mail software and what answers it, hands on every octet, and notes how long each question waited for
/// its answer: from when it was read whole to when its answer was written whole.
final class AnswerTap implements AutoCloseable {

    private static final int OCTETS = 64 * 1024;

    private final ServerSocketChannel listening;
    private final SocketAddress behind;
    private final Supplier<Pieces> questions;
    private final Supplier<Pieces> answers;
    private final List<Long> waitsNanos = new ArrayList<>();
    private final List<SocketChannel> open = new ArrayList<>();
    private long asked;

    private AnswerTap(SocketAddress at, SocketAddress behind, Supplier<Pieces> questions, Supplier<Pieces> answers)
            throws IOException {
        this.listening = ServerSocketChannel.open(
                at instanceof UnixDomainSocketAddress ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET);
        listening.bind(at);
        this.behind = behind;
        this.questions = questions;
        this.answers = answers;
        Thread.ofVirtual().name("tap").start(this::accept);
    }

    /// Whole pieces of a stream, octet by octet.
    interface Pieces {
        /// Whether a piece ends with this octet.
        boolean endsWith(byte octet);

        static Pieces of(int octets) {
            return new Pieces() {
                private int count;

                @Override
                public boolean endsWith(byte octet) {
                    count = (count + 1) % octets;
                    return count == 0;
                }
            };
        }

        static Pieces upToEmptyLine() {
            return new Pieces() {
                private boolean lineEnd;

                @Override
                public boolean endsWith(byte octet) {
                    boolean ends = lineEnd && octet == '\n';
                    lineEnd = octet == '\n' && !ends;
                    return ends;
                }
            };
        }
    }

    /// Before p0f's protocol.
    static AnswerTap v3(Path at, Path behind) throws IOException {
        return new AnswerTap(
                UnixDomainSocketAddress.of(at),
                UnixDomainSocketAddress.of(behind),
                () -> Pieces.of(21),
                () -> Pieces.of(232));
    }

    /// Before policy delegation, at any free port.
    static AnswerTap policy(String behind) throws IOException {
        int colon = behind.lastIndexOf(':');
        return new AnswerTap(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new InetSocketAddress(
                        InetAddress.ofLiteral(behind.substring(0, colon)),
                        Integer.parseInt(behind.substring(colon + 1))),
                Pieces::upToEmptyLine,
                Pieces::upToEmptyLine);
    }

    /// `127.0.0.1:PORT`.
    String address() throws IOException {
        return "127.0.0.1:" + ((InetSocketAddress) listening.getLocalAddress()).getPort();
    }

    /// Questions read whole so far.
    synchronized long asked() {
        return asked;
    }

    /// How long each answered question waited, in the order of the answers.
    synchronized List<Long> waitsNanos() {
        return List.copyOf(waitsNanos);
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = kept(listening.accept());
                SocketChannel server = kept(SocketChannel.open(behind));
                var since = new ConcurrentLinkedQueue<Long>();
                Pieces asking = questions.get();
                Pieces answering = answers.get();
                Thread.ofVirtual().start(() -> carry(client, server, octets -> ask(octets, asking, since), _ -> {}));
                Thread.ofVirtual()
                        .start(() -> carry(server, client, _ -> {}, octets -> answer(octets, answering, since)));
            }
        } catch (IOException closedByTheTest) {
            if (listening.isOpen()) throw new AssertionError(closedByTheTest);
        }
    }

    private synchronized SocketChannel kept(SocketChannel channel) {
        open.add(channel);
        return channel;
    }

    private interface Note {
        void of(ByteBuffer octets);
    }

    /// Until either side ends.
    private static void carry(ByteChannel from, ByteChannel to, Note before, Note after) {
        var octets = ByteBuffer.allocate(OCTETS);
        try (from;
                to) {
            while (from.read(octets.clear()) >= 0) {
                octets.flip();
                before.of(octets.duplicate());
                while (octets.hasRemaining()) to.write(octets);
                after.of(octets.flip());
            }
        } catch (IOException oneSideGone) {
            // The other one is told by the close.
        }
    }

    private synchronized void ask(ByteBuffer octets, Pieces pieces, ConcurrentLinkedQueue<Long> since) {
        while (octets.hasRemaining()) {
            if (!pieces.endsWith(octets.get())) continue;
            since.add(System.nanoTime());
            asked++;
        }
    }

    private synchronized void answer(ByteBuffer octets, Pieces pieces, ConcurrentLinkedQueue<Long> since) {
        while (octets.hasRemaining()) {
            if (pieces.endsWith(octets.get())) waitsNanos.add(System.nanoTime() - since.remove());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        listening.close();
        for (SocketChannel channel : open) channel.close();
    }
}
