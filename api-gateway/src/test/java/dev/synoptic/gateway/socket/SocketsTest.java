package dev.synoptic.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The loop over the JDK's channels, and over Linux's own calls: nobody can tell one from the other.
@Timeout(120)
class SocketsTest {

    /// So few at a time that a longer request is read in many pieces.
    private static final int OCTETS_MAX = 8;

    @TempDir
    Path folder;

    private final BlockingQueue<Optional<InetAddress>> peers = new LinkedBlockingQueue<>();

    /// One for each `w` that was read.
    private final Semaphore read = new Semaphore(0);

    enum Kind {
        PORTABLE(PortableSockets::new),
        LINUX(LinuxSockets::new);

        private final Sockets.Opening opening;

        Kind(Sockets.Opening opening) {
            this.opening = opening;
        }
    }

    /// Sends back what comes; an `w` it sends back only when the loop is woken.
    private final class Echo implements Protocol {

        @Override
        public int receiveOctetsMax() {
            return OCTETS_MAX;
        }

        @Override
        public int answerOctetsMax() {
            return OCTETS_MAX;
        }

        @Override
        public Conversation open() {
            return new EchoConversation();
        }

        @Override
        public Conversation open(Optional<InetAddress> peer) {
            peers.add(peer);
            return open();
        }
    }

    private final class EchoConversation implements Conversation {

        private boolean waits;

        @Override
        public Next receive(ByteBuffer octets, ByteBuffer answers, long nanos) {
            waits = octets.get(octets.position()) == 'w';
            if (waits) read.release();
            if (!waits) answers.put(octets);
            return waits ? Next.WAIT : Next.READ;
        }

        @Override
        public Next resume(ByteBuffer answers, long nanos) {
            waits = false;
            answers.put((byte) 'w');
            return Next.READ;
        }

        @Override
        public long wakeNanos() {
            return waits ? Long.MAX_VALUE - 1 : NEVER;
        }
    }

    private SocketLoop open(Kind kind, Endpoint... endpoints) throws IOException {
        assumeTrue(kind == Kind.PORTABLE || LinuxSockets.arePossible());
        var listeners = new ArrayList<Listener>();
        for (Endpoint endpoint : endpoints) {
            listeners.add(new Listener(endpoint, new Echo(), 64, 64, Duration.ZERO));
        }
        return SocketLoop.open("sockets-test", kind.opening, listeners, System::nanoTime);
    }

    private SocketLoop openUnix(Kind kind) throws IOException {
        return open(kind, Endpoint.Unix.at(folder.resolve("s")));
    }

    private SocketChannel connect() throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(folder.resolve("s")));
        return channel;
    }

    private static byte[] some(int octets) {
        var random = new byte[octets];
        new Random(octets).nextBytes(random);
        for (int i = 0; i < octets; i++) random[i] |= (byte) 0x80; // never a letter
        return random;
    }

    private static byte[] read(SocketChannel from, int octets) throws IOException {
        var all = ByteBuffer.allocate(octets);
        while (all.hasRemaining() && from.read(all) >= 0) {}
        return all.flip().hasRemaining() && all.remaining() == octets ? all.array() : new byte[0];
    }

    @ParameterizedTest
    @EnumSource
    void whatComesInOnePieceWithTheEndBehindItIsAnsweredToTheLastOctet(Kind kind) throws IOException {
        try (var loop = openUnix(kind)) {
            for (int octets : new int[] {1, OCTETS_MAX, OCTETS_MAX + 1, 3 * OCTETS_MAX, 1_000}) {
                for (boolean first : new boolean[] {true, false}) { // of a newcomer, and of one that is watched
                    try (var channel = connect()) {
                        if (!first) askOnce(channel);
                        channel.write(ByteBuffer.wrap(some(octets)));
                        channel.shutdownOutput();
                        assertThat(read(channel, octets)).isEqualTo(some(octets));
                        assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
                    }
                }
            }
            assertThat(loop.counters().failed().sum()).isZero();
        }
    }

    private static void askOnce(SocketChannel channel) throws IOException {
        for (int i = 0; i < 3; i++) {
            channel.write(ByteBuffer.wrap(some(5)));
            assertThat(read(channel, 5)).isEqualTo(some(5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatDoesNotReadIsReadNoFurtherAndLosesNothing(Kind kind) throws IOException {
        try (var loop = openUnix(kind);
                var channel = connect()) {
            channel.configureBlocking(false);
            int sent = 0;
            var octets = some(4_096);
            for (int refused = 0; refused < 1_000; ) {
                int written = channel.write(ByteBuffer.wrap(octets));
                sent += written;
                refused = written == 0 ? refused + 1 : 0;
                if (written == 0) Thread.onSpinWait();
                if (written > 0 && written < octets.length) break; // the pipe is full in both directions
            }
            channel.shutdownOutput();
            channel.configureBlocking(true);
            assertThat(read(channel, sent)).hasSize(sent);
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(loop.isServing()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyAtOnceAreServedInOneTurnOrSeveral(Kind kind) throws IOException {
        try (var loop = openUnix(kind)) {
            var channels = new ArrayList<SocketChannel>();
            for (int i = 0; i < 64; i++) channels.add(connect());
            for (int round = 1; round <= 20; round++) {
                for (SocketChannel each : channels) each.write(ByteBuffer.wrap(some(round)));
                for (SocketChannel each : channels)
                    assertThat(read(each, round)).isEqualTo(some(round));
            }
            for (SocketChannel each : channels) each.close();
            assertThat(loop.counters().accepted().sum()).isEqualTo(64);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverWaitsGoesOnWhenTheLoopIsWoken(Kind kind) throws IOException {
        try (var loop = openUnix(kind);
                var channel = connect()) {
            askOnce(channel);
            channel.write(ByteBuffer.wrap(new byte[] {'w'}));
            channel.configureBlocking(false);
            var answer = ByteBuffer.allocate(1);
            while (channel.read(answer) == 0) loop.wake();
            assertThat(answer.get(0)).isEqualTo((byte) 'w');
            channel.configureBlocking(true);
            askOnce(channel); // reads on after it waited
        }
    }

    /// `clients.md` 7, shutdown: what was read is answered, then comes the end.
    @ParameterizedTest
    @EnumSource
    void whoeverStillWaitsIsAnsweredWhenTheLoopEnds(Kind kind) throws IOException {
        try (var channel = waiting(kind)) {
            assertThat(read(channel, 1)).containsExactly('w');
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    private SocketChannel waiting(Kind kind) throws IOException {
        try (var _ = openUnix(kind)) {
            var channel = connect();
            askOnce(channel);
            channel.write(ByteBuffer.wrap(new byte[] {'w'}));
            read.acquireUninterruptibly();
            return channel;
        }
    }

    @ParameterizedTest
    @EnumSource
    void overTcpItIsKnownWhoAsks(Kind kind) throws Exception {
        for (String address : List.of("127.0.0.1", "::1")) {
            var local = InetAddress.ofLiteral(address);
            if (!isHere(local)) continue;
            try (var loop = open(kind, new Endpoint.Tcp(new InetSocketAddress(local, 0)))) {
                var where = ((Endpoint.Tcp) loop.endpoints().getFirst()).address();
                assertThat(where.getAddress()).isEqualTo(local);
                assertThat(where.getPort()).isPositive();
                try (var channel = SocketChannel.open(where)) {
                    askOnce(channel);
                }
                assertThat(peers.poll(1, TimeUnit.MINUTES)).contains(local);
            }
        }
    }

    private static boolean isHere(InetAddress address) throws IOException {
        try (var probe = new java.net.Socket()) {
            probe.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (java.net.BindException noSuchAddress) {
            return false;
        }
    }
}
