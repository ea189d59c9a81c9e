package dev.synoptic.gateway.v3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.SocketLoop;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.testing.Until;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class V3WaitTest {

    private static final IpAddress LATE = IpAddress.v4(0xC612190B);
    private static final String ASK_LATE = "0146305004c612190b000000000000000000000000";
    private static final int FOUND = 0x10;
    private static final int NO_MATCH = 0x20;

    @TempDir
    Path folder;

    private final Map<IpAddress, HostAnswer> known = new ConcurrentHashMap<>();
    private final AtomicLong clockNanos = new AtomicLong();
    private volatile boolean alive = true;
    private final HandshakeWaits waits = new HandshakeWaits(() -> alive);
    private SocketLoop loop;
    private Asker asker;

    @BeforeEach
    void open() throws IOException {
        known.put(IpAddress.v4(0xC612190A), V3Stand.LINUX);
        var protocol = new V3Protocol(
                new HostV3Answers(address -> Optional.ofNullable(known.get(address))),
                V3Protocol.BAD_IN_A_ROW_MAX,
                new V3Counters(),
                V3Patience.of(waits));
        loop = SocketLoop.open(
                "v3-wait-test", List.of(Listener.at(Endpoint.Unix.at(folder.resolve("s")), protocol)), clockNanos::get);
        asker = Asker.at(loop.endpoints().getFirst());
    }

    @AfterEach
    void close() {
        asker.close();
        loop.close();
    }

    @Test
    void aQueryWaitsForItsHandshakeAndIsAnsweredWhenItComes() throws IOException {
        asker.send(ASK_LATE);
        awaitWaiting(1);
        assertNothingToRead();

        known.put(LATE, V3Stand.LINUX);
        assertThat(waits.isAwaited(LATE)).isTrue();
        loop.wake();

        assertThat(asker.status()).isEqualTo(FOUND);
        assertThat(waits.isAwaited(LATE)).isFalse();
        assertThat(waits.found()).isEqualTo(1);
    }

    @Test
    void aQueryThatWaitedInVainIsAnsweredAndTheNextDoesNotWait() throws IOException {
        asker.send(ASK_LATE);
        awaitWaiting(1);
        advance(HandshakeWaits.V3_WAIT.toNanos());
        assertThat(asker.status()).isEqualTo(NO_MATCH);

        assertThat(asker.send(ASK_LATE).status()).isEqualTo(NO_MATCH);
        assertThat(waits.waited()).isEqualTo(1);

        advance(TimeUnit.SECONDS.toNanos(6));
        asker.send(ASK_LATE);
        awaitWaiting(2);
    }

    @Test
    void answersKeepTheOrderOfTheQueriesAndWaitsOverlap() throws IOException {
        asker.send(ASK_LATE + Asker.ASK_KNOWN + Asker.ASK_UNKNOWN + "ff".repeat(21) + Asker.ASK_KNOWN);
        awaitWaiting(2);
        assertNothingToRead();

        advance(HandshakeWaits.V3_WAIT.toNanos());

        assertThat(List.of(asker.status(), asker.status(), asker.status(), asker.status(), asker.status()))
                .containsExactly(NO_MATCH, FOUND, NO_MATCH, 0, FOUND);
    }

    @Test
    void aHalfClosedClientGetsWhatItWaitedForAndThenTheEnd() throws IOException {
        asker.send(ASK_LATE + Asker.ASK_KNOWN);
        asker.endSending();
        awaitWaiting(1);
        advance(HandshakeWaits.V3_WAIT.toNanos());

        assertThat(asker.status()).isEqualTo(NO_MATCH);
        assertThat(asker.status()).isEqualTo(FOUND);
        assertThat(asker.readOnce()).isEmpty();
    }

    @Test
    void nobodyWaitsWhereNoAgentLives() throws IOException {
        alive = false;

        assertThat(asker.send(ASK_LATE).status()).isEqualTo(NO_MATCH);
        assertThat(waits.waited()).isZero();
    }

    @Test
    void manyQueriesBehindOneThatWaitsAreAllAnswered() throws Exception {
        asker.send(ASK_LATE);
        awaitWaiting(1);
        var writer = Thread.startVirtualThread(() -> send(Asker.ASK_KNOWN.repeat(3_000)));
        advance(HandshakeWaits.V3_WAIT.toNanos());

        assertThat(asker.status()).isEqualTo(NO_MATCH);
        for (int i = 0; i < 3_000; i++) assertThat(asker.status()).isEqualTo(FOUND);
        writer.join();
    }

    @Test
    void whoeverVanishesWhileWaitingIsForgotten() throws IOException {
        asker.send(ASK_LATE);
        awaitWaiting(1);
        asker.close();
        advance(HandshakeWaits.V3_WAIT.toNanos());

        Until.met(() -> !waits.isAwaited(LATE));
    }

    private void send(String hex) {
        try {
            asker.send(hex);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private void advance(long nanos) {
        clockNanos.addAndGet(nanos);
        loop.wake();
    }

    private void awaitWaiting(long queries) {
        Until.met(() -> waits.waited() == queries);
    }

    private void assertNothingToRead() throws IOException {
        asker.channel().configureBlocking(false);
        assertThat(asker.channel().read(ByteBuffer.allocate(232))).isZero();
        asker.channel().configureBlocking(true);
    }
}
