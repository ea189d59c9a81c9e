package dev.synoptic.gateway.v3;

import static dev.synoptic.gateway.v3.Asker.ASK_KNOWN;
import static dev.synoptic.gateway.v3.Asker.ASK_KNOWN6;
import static dev.synoptic.gateway.v3.Asker.ASK_UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.gateway.socket.Endpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class V3SocketTest {

    private static final int FOUND = 0x10;
    private static final int NO_MATCH = 0x20;
    private static final int BAD = 0;

    private V3Stand stand;

    @BeforeEach
    void listen() throws IOException {
        stand = V3Stand.open();
    }

    @AfterEach
    void stop() throws IOException {
        stand.close();
    }

    /// `clients.md` 1.2 rule 1.
    @Test
    void anAnswerIsOneReadOf232Octets() throws IOException {
        try (var asker = stand.unix()) {
            byte[] answer = asker.send(ASK_KNOWN).readOnce();

            assertThat(answer).hasSize(232).startsWith(0x02, 0x46, 0x30, 0x50, 0x10);
        }
    }

    @Test
    void ipv6AndTcpAreServedAlike() throws IOException {
        try (var asker = stand.tcp()) {
            assertThat(asker.send(ASK_KNOWN6).status()).isEqualTo(FOUND);
            assertThat(asker.send(ASK_UNKNOWN).status()).isEqualTo(NO_MATCH);
        }
    }

    /// `clients.md` 1.2 rule 11.
    @Test
    void anIpv4AddressInIpv6ClothesIsTheIpv4Host() throws IOException {
        try (var asker = stand.unix()) {
            assertThat(asker.send("0146305006" + "00000000000000000000ffff" + "c612190a")
                            .status())
                    .isEqualTo(FOUND);
        }
    }

    /// `clients.md` 1.1.
    @Test
    void octetsBehindAnIpv4AddressAreNotLookedAt() throws IOException {
        try (var asker = stand.unix()) {
            assertThat(asker.send("0146305004c612190a" + "ff".repeat(12)).status())
                    .isEqualTo(FOUND);
        }
    }

    /// `clients.md` 1.2 rule 7.
    @Test
    void aBadQueryIsAnsweredAndTheStreamStaysInStep() throws IOException {
        try (var asker = stand.unix()) {
            asker.send("00463050" + ASK_KNOWN.substring(8))
                    .send("0146305005" + ASK_KNOWN.substring(10))
                    .send(ASK_KNOWN);

            assertThat(List.of(asker.status(), asker.status(), asker.status())).containsExactly(BAD, BAD, FOUND);
        }
    }

    /// `clients.md` 1.2 rule 7.
    @Test
    void aStreamThatLostStepIsLetGoAfterARowOfBadQueries() throws IOException {
        try (var asker = stand.unix()) {
            asker.send("ff".repeat(21 * V3Protocol.BAD_IN_A_ROW_MAX));

            for (int i = 0; i < V3Protocol.BAD_IN_A_ROW_MAX; i++)
                assertThat(asker.status()).isEqualTo(BAD);
            assertThat(asker.readOnce()).isEmpty();
            assertThat(stand.protocol().counters().misaligned().sum()).isEqualTo(1);
        }
    }

    /// `clients.md` 1.2 rules 2 and 3.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 282, 283, 10_000})
    void queriesSentAheadAreAnsweredInOrder(int queries) throws Exception {
        try (var asker = stand.unix()) {
            var burst = new StringBuilder();
            for (int i = 0; i < queries; i++) burst.append(i % 3 == 0 ? ASK_KNOWN : ASK_UNKNOWN);
            var writer = Thread.startVirtualThread(() -> sendQuietly(asker, burst.toString()));

            for (int i = 0; i < queries; i++) assertThat(asker.status()).isEqualTo(i % 3 == 0 ? FOUND : NO_MATCH);
            writer.join();
        }
    }

    /// `clients.md` 1.2 rule 3.
    @Test
    void queriesMayComeInPiecesOfAnySize() throws IOException {
        var random = new Random(7);
        try (var asker = stand.unix()) {
            byte[] octets = java.util.HexFormat.of().parseHex((ASK_KNOWN + ASK_UNKNOWN).repeat(50));
            for (int at = 0; at < octets.length; ) {
                int piece = Math.min(1 + random.nextInt(40), octets.length - at);
                asker.send(Arrays.copyOfRange(octets, at, at + piece));
                at += piece;
            }
            for (int i = 0; i < 100; i++) assertThat(asker.status()).isEqualTo(i % 2 == 0 ? FOUND : NO_MATCH);
        }
    }

    /// `clients.md` 1.2 rule 6.
    @Test
    void aHalfClosedClientGetsItsAnswersAndThenTheEnd() throws IOException {
        try (var asker = stand.unix()) {
            asker.send(ASK_KNOWN + ASK_UNKNOWN).endSending();

            assertThat(asker.status()).isEqualTo(FOUND);
            assertThat(asker.status()).isEqualTo(NO_MATCH);
            assertThat(asker.readOnce()).isEmpty();
        }
    }

    /// `clients.md` 1.2 rule 5.
    @Test
    void clientsThatVanishAtAnyMomentHurtNobody() throws IOException {
        for (int i = 0; i < 200; i++) {
            try (var vanishing = stand.unix()) {
                vanishing.send(ASK_KNOWN + ASK_KNOWN.substring(0, 2 * (i % 21)));
                if (i % 2 == 0) vanishing.readOnce();
            }
        }
        try (var asker = stand.unix()) {
            assertThat(asker.send(ASK_KNOWN).status()).isEqualTo(FOUND);
        }
        stand.awaitOpen(0);
        assertThat(stand.loop().counters().failed().sum()).isZero();
    }

    @Test
    void aClientThatNeverReadsIsNotReadEitherAndOthersAreServed() throws IOException {
        try (var deaf = stand.unix();
                var asker = stand.unix()) {
            deaf.channel().configureBlocking(false);
            long taken = 0;
            byte[] queries = java.util.HexFormat.of().parseHex(ASK_KNOWN.repeat(100));
            for (int refusals = 0; refusals < 50; ) {
                int octets = deaf.channel().write(java.nio.ByteBuffer.wrap(queries));
                taken += octets;
                if (octets == 0) {
                    refusals++;
                    assertThat(asker.send(ASK_KNOWN).status()).isEqualTo(FOUND);
                }
            }
            long answered = stand.protocol().counters().queries().sum() - 50;

            assertThat(answered * V3Answer.OCTETS)
                    .as("answers kept for a client that does not read")
                    .isLessThan(1 << 20);
            assertThat(taken).isLessThan(1 << 20);
        }
    }

    /// `clients.md` 1.2 rule 9.
    @Test
    void aThousandConnectionsAreServedAtOnce() throws IOException {
        var askers = new ArrayList<Asker>();
        try {
            for (int i = 0; i < 1024; i++) askers.add(stand.unix());
            for (Asker asker : askers) asker.send(ASK_KNOWN);
            for (Asker asker : askers) assertThat(asker.status()).isEqualTo(FOUND);
        } finally {
            askers.forEach(Asker::close);
        }
    }

    @Test
    void beyondTheLimitConnectionsWaitInTheQueueUntilOneLeaves() throws IOException {
        var narrow = stand.narrow(2);
        try (var first = Asker.at(narrow);
                var second = Asker.at(narrow);
                var third = Asker.at(narrow)) {
            assertThat(first.send(ASK_KNOWN).status()).isEqualTo(FOUND);
            assertThat(second.send(ASK_KNOWN).status()).isEqualTo(FOUND);
            third.send(ASK_KNOWN);
            assertThat(second.send(ASK_KNOWN).status()).isEqualTo(FOUND);
            third.channel().configureBlocking(false);
            assertThat(third.channel().read(java.nio.ByteBuffer.allocate(232))).isZero();
            third.channel().configureBlocking(true);

            first.channel().close();

            assertThat(third.status()).isEqualTo(FOUND);
        }
    }

    /// `clients.md` 1.2 rules 4 and 8.
    @Test
    void onlyAClientThatStopsInsideAQueryIsEverDropped() throws IOException {
        try (var idle = stand.unix();
                var pipelining = stand.unix();
                var stuck = stand.unix()) {
            assertThat(idle.send(ASK_KNOWN).status()).isEqualTo(FOUND);
            stuck.send(ASK_KNOWN + ASK_KNOWN.substring(0, 8));
            assertThat(stuck.status()).isEqualTo(FOUND);
            pipelining.send(ASK_KNOWN.substring(0, 40));

            stand.advanceSeconds(20);
            pipelining.send(ASK_KNOWN.substring(40) + ASK_KNOWN.substring(0, 40));
            assertThat(pipelining.status()).isEqualTo(FOUND);
            stand.advanceSeconds(20);

            assertThat(stuck.readOnce()).as("dropped").isEmpty();
            pipelining.send(ASK_KNOWN.substring(40));
            assertThat(pipelining.status()).isEqualTo(FOUND);
            stand.advanceSeconds(1_000_000);
            assertThat(idle.send(ASK_KNOWN).status()).isEqualTo(FOUND);
            assertThat(stand.loop().counters().timedOut().sum()).isEqualTo(1);
        }
    }

    @Test
    void anEngineThatThrowsCostsOneConnectionAndIsCounted() throws IOException {
        var broken = stand.broken();
        try (var asker = Asker.at(broken)) {
            assertThat(asker.send(ASK_KNOWN).readOnce()).isEmpty();
        }
        try (var asker = stand.unix()) {
            assertThat(asker.send(ASK_KNOWN).status()).isEqualTo(FOUND);
        }
        assertThat(stand.brokenLoop().counters().failed().sum()).isEqualTo(1);
    }

    /// `clients.md` 1.2 rule 12.
    @Test
    void noPathBeyond107OctetsIsTaken() {
        var path = java.nio.file.Path.of("/" + "x".repeat(107));

        assertThatThrownBy(() -> Endpoint.Unix.at(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("108 octets")
                .hasMessageContaining("at most 107");
    }

    private static void sendQuietly(Asker asker, String hex) {
        try {
            asker.send(hex);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
