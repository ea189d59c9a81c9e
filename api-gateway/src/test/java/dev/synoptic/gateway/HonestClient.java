package dev.synoptic.gateway;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// A p0f v3 client that asks one question after the other on one connection, and times each answer.
final class HonestClient {

    private static final byte[] QUERY = HexFormat.of().parseHex("0146305004c612190a000000000000000000000000");
    private static final int ANSWER_OCTETS = 232;

    private final SocketAddress address;
    private final long[] nanos = new long[1 << 20];
    private int answers;
    private Optional<String> trouble = Optional.empty();
    private volatile boolean stopping;

    HonestClient(SocketAddress address) {
        this.address = address;
    }

    /// So that what a first question makes is not taken for growth.
    void warm() throws IOException {
        try (var channel = SocketChannel.open(address)) {
            for (int i = 0; i < 2_000; i++) ask(channel);
        }
    }

    /// Asks until closed.
    Closing start() {
        var thread = Thread.ofPlatform().name("honest").start(this::run);
        return () -> {
            stopping = true;
            try {
                thread.join(30_000);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /// Ends the asking.
    interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    private void run() {
        try (var channel = SocketChannel.open(address)) {
            while (!stopping && answers < nanos.length) {
                long asked = System.nanoTime();
                ask(channel);
                nanos[answers++] = System.nanoTime() - asked;
            }
        } catch (IOException | IllegalStateException failure) {
            trouble = Optional.of(failure.toString());
        }
    }

    private static void ask(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap(QUERY));
        var answer = ByteBuffer.allocate(ANSWER_OCTETS);
        while (answer.hasRemaining()) {
            if (channel.read(answer) < 0) throw new IOException("closed on an honest client");
        }
        if (answer.get(4) != 0x10) throw new IllegalStateException("status " + answer.get(4));
    }

    Optional<String> trouble() {
        return answers == 0 ? Optional.of("no answer at all") : trouble;
    }

    String report() {
        long[] sorted = Arrays.copyOf(nanos, answers);
        Arrays.sort(sorted);
        if (answers == 0) return "an honest client got no answer";
        return "an honest client got %d answers, p50 %d us, p99 %d us, slowest %d us"
                .formatted(
                        answers,
                        sorted[answers / 2] / 1_000,
                        sorted[(int) (answers * 0.99)] / 1_000,
                        sorted[answers - 1] / 1_000);
    }
}
