package dev.synoptic.standalone.p0f;

import dev.synoptic.agent.capture.Arrival;
import dev.synoptic.agent.capture.CaptureFile;
import dev.synoptic.agent.capture.Frame;
import dev.synoptic.p0f.Limits;
import dev.synoptic.p0f.P0fQuery;
import dev.synoptic.p0f.PacketStream;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.LinkType;
import dev.synoptic.testing.QueryStand;
import dev.synoptic.testing.RunArguments;
import dev.synoptic.testing.Vector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A packet stream fed packet by packet, with p0f's socket in front of it.
final class SocketStand implements QueryStand, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CaptureFile capture;
    private final PacketStream stream;
    private final Path path;
    private final QuerySocket socket;
    private final Frame frame = new Frame();
    private final Map<String, SocketChannel> connections = new HashMap<>();

    private SocketStand(CaptureFile capture, PacketStream stream, Path path, int connectionsMax)
            throws P0fRefusedException {
        this.capture = capture;
        this.stream = stream;
        this.path = path;
        socket = QuerySocket.open(path, connectionsMax, (address, answers) -> {
            synchronized (stream) {
                stream.answer(new P0fQuery.OfHost(address)).write(answers);
            }
        });
    }

    static SocketStand open(Vector vector, Path folder) throws IOException, P0fRefusedException {
        var asked = RunArguments.of(vector.args());
        var file = Files.write(
                folder.resolve("capture"), Objects.requireNonNull(vector.files().get(".pcap")));
        var capture = CaptureFile.open(file);
        var stream = new PacketStream(
                vector.database(),
                new Limits(asked.flows(), asked.hosts(), asked.flowAge(), asked.idle()),
                FrameDecoder.strict(LinkType.of(capture.linkType()).orElseThrow(), capture.order()),
                new Nobody());
        return new SocketStand(capture, stream, folder.resolve("socket"), asked.clients());
    }

    @Override
    public void feed(int packets) {
        for (int fed = 0; fed < packets; ) {
            if (next() == Arrival.END) throw new AssertionError("the capture ends before packet " + packets);
            synchronized (stream) {
                var intake = stream.accept(
                        frame.octets(),
                        frame.at(),
                        frame.captured(),
                        frame.wireLength(),
                        frame.seconds(),
                        frame.micros());
                if (intake.counted()) fed++;
            }
        }
    }

    private Arrival next() {
        try {
            return capture.next(frame);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void connect(String connection) {
        try {
            connections.put(connection, SocketChannel.open(UnixDomainSocketAddress.of(path)));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private SocketChannel channel(String connection) {
        return Objects.requireNonNull(connections.get(connection), connection);
    }

    @Override
    public void send(String connection, byte[] octets) {
        try {
            channel(connection).write(ByteBuffer.wrap(octets));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public byte[] receive(String connection, int count) {
        return read(connection, count, PATIENCE);
    }

    @Override
    public boolean isSilent(String connection, int millis) {
        return read(connection, 1, Duration.ofMillis(millis)).length == 0;
    }

    private byte[] read(String connection, int count, Duration patience) {
        var channel = channel(connection);
        var octets = ByteBuffer.allocate(count);
        long deadline = System.nanoTime() + patience.toNanos();
        try (var selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            while (octets.hasRemaining()) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0 || selector.select(left) == 0) break;
                selector.selectedKeys().clear();
                if (channel.read(octets) < 0) break;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        blockAgain(channel);
        return Arrays.copyOf(octets.array(), octets.position());
    }

    private static void blockAgain(SocketChannel channel) {
        try {
            channel.configureBlocking(true);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close(String connection) {
        try {
            channel(connection).close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        for (var channel : connections.values()) channel.close();
        socket.close();
        capture.close();
    }
}
