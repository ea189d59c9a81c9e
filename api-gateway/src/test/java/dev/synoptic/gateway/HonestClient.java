package dev.synoptic.gateway;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// A client that asks one question after the other over one line, and times each answer.
public final class HonestClient {

    private static final byte[] QUERY = HexFormat.of().parseHex("0146305004c612190a000000000000000000000000");
    private static final int ANSWER_OCTETS = 232;
    private static final int WARM_QUESTIONS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Opening opening;
    private final long[] nanos = new long[1 << 20];
    private volatile int answers;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile boolean stopping;

    /// Over which questions are asked.
    public interface Asked extends AutoCloseable {

        /// Asks, and throws where the answer is not what it must be.
        void ask() throws Exception;

        @Override
        void close() throws IOException;
    }

    /// Opens it.
    public interface Opening {
        Asked open() throws IOException;
    }

    public HonestClient(Opening opening) {
        this.opening = opening;
    }

    /// One of p0f v3, kept connected.
    static HonestClient ofP0f(SocketAddress address) {
        return new HonestClient(() -> new P0fLine(SocketChannel.open(address)));
    }

    private record P0fLine(SocketChannel channel) implements Asked {

        @Override
        public void ask() throws IOException {
            channel.write(ByteBuffer.wrap(QUERY));
            var answer = ByteBuffer.allocate(ANSWER_OCTETS);
            while (answer.hasRemaining()) {
                if (channel.read(answer) < 0) throw new IOException("closed on an honest client");
            }
            if (answer.get(4) != 0x10) throw new IllegalStateException("status " + answer.get(4));
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /// So that what a first question makes is not taken for growth.
    public void warm() throws Exception {
        try (var line = opening.open()) {
            for (int i = 0; i < WARM_QUESTIONS; i++) line.ask();
        }
    }

    /// Asks until closed.
    public Closing start() {
        var thread = Thread.ofPlatform().name("honest").start(this::run);
        return () -> {
            stopping = true;
            try {
                if (!thread.join(PATIENCE)) trouble = Optional.of("no answer within " + PATIENCE);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /// Ends the asking.
    public interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    private void run() {
        try (var line = opening.open()) {
            int answered = 0;
            while (!stopping && answered < nanos.length) {
                long asked = System.nanoTime();
                line.ask();
                nanos[answered] = System.nanoTime() - asked;
                answered++;
                answers = answered;
            }
        } catch (Exception failure) {
            trouble = Optional.of(failure.toString());
        }
    }

    /// How many it has had so far.
    public int answers() {
        return answers;
    }

    /// What went wrong for it.
    public Optional<String> trouble() {
        return answers == 0 && trouble.isEmpty() ? Optional.of("no answer at all") : trouble;
    }

    /// How it fared.
    public String report() {
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
