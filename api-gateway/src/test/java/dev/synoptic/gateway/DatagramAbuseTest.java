package dev.synoptic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.analyzer.Wording;
import dev.synoptic.gateway.dns.Zone;
import dev.synoptic.gateway.socket.DatagramCounters;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.testing.Soak;
import dev.synoptic.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever is thrown at the sockets that anyone can write another's address on: nothing grows, nothing throws, and
/// honest clients are served throughout.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class DatagramAbuseTest {

    private static final boolean LONG = Soak.duration().compareTo(Duration.ofMinutes(2)) >= 0;
    private static final long RANDOM_OCTETS = Flood.randomOctets(LONG ? 64 : 16);
    private static final int DATAGRAMS = LONG ? 1_000_000 : 60_000;
    private static final int USUAL_OCTETS_MAX = 1_472;
    private static final int OCTETS_MAX = 60_000;
    private static final int BURST = 16;
    private static final int PATIENCE_ROUNDS = 400;
    private static final byte[] QUERY = dnsQuery();
    private static final byte[] REQUEST = "[198.18.25.10]:1234 NoNcE0001".getBytes(StandardCharsets.US_ASCII);

    private FrontStand stand;
    private HonestClient honest;

    /// Datagram listeners, by their place among the stand's.
    enum Front {
        ZONE,
        ANALYZER
    }

    @BeforeEach
    void listen() throws IOException {
        var zone = Zone.of("os.invalid", Duration.ofSeconds(120), Duration.ofSeconds(10));
        stand = new FrontStand(
                FrontStand.onLoopback(new Spoken.Dns(zone, 200)),
                FrontStand.onLoopback(new Spoken.Amavis(Wording.V3)),
                FrontStand.onLoopback(new Spoken.P0fV3()));
        honest = HonestClient.ofP0f(((Endpoint.Tcp) stand.endpoint(2)).address());
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    @ParameterizedTest
    @EnumSource
    void randomOctetsByTheGigabyte(Front front) throws Exception {
        honest.warm();
        var flood = Flood.begin();
        var random = new Random(front.ordinal());
        long sent = 0;
        long datagrams = 0;
        try (var _ = honest.start();
                var channel = DatagramChannel.open()) {
            for (; sent < RANDOM_OCTETS; datagrams++) {
                byte[] octets = new byte[1 + random.nextInt(datagrams % 8 == 0 ? OCTETS_MAX : USUAL_OCTETS_MAX)];
                random.nextBytes(octets);
                sent += channel.send(ByteBuffer.wrap(octets), address(front));
                if (datagrams % BURST == 0) letRead(datagrams);
            }
        }
        assertThat(counters().received().sum()).isPositive();
        assertUnharmed(
                flood,
                "%d MiB of random octets at %s, %d datagrams, %d of them read"
                        .formatted(
                                sent >> 20,
                                front,
                                datagrams,
                                counters().received().sum()));
    }

    /// The kernel drops what a busy listener has not read; most is to be read.
    private void letRead(long sent) {
        for (int i = 0; i < PATIENCE_ROUNDS && counters().received().sum() < sent; i++) LockSupport.parkNanos(10_000);
    }

    @Test
    void mangledDatagramsToTheZoneAndToTheAnalyzer() throws Exception {
        honest.warm();
        var flood = Flood.begin();
        var random = new Random(5);
        try (var _ = honest.start();
                var channel = DatagramChannel.open()) {
            for (int i = 0; i < DATAGRAMS; i++) {
                boolean isRequest = i % 4 == 3;
                byte[] mangled = mangled(isRequest ? REQUEST : QUERY, random);
                channel.send(ByteBuffer.wrap(mangled), address(isRequest ? Front.ANALYZER : Front.ZONE));
            }
            assertThat(answerTo(QUERY)).startsWith(QUERY[0], QUERY[1], (byte) 0x85);
        }
        assertUnharmed(flood, DATAGRAMS + " mangled datagrams");
        assertThat(stand.counters.dns().garbage().sum()).isPositive();
        assertThat(stand.counters.analyzer().bad().sum()).isPositive();
    }

    private byte[] answerTo(byte[] query) throws IOException {
        try (var channel = DatagramChannel.open()) {
            channel.connect(address(Front.ZONE));
            channel.configureBlocking(false);
            var answer = ByteBuffer.allocate(512);
            Until.met(
                    () -> { // a datagram may be lost in a crowd; whoever sent it asks again
                        try {
                            if (channel.read(answer) > 0) return true;
                            channel.write(ByteBuffer.wrap(query));
                            return false;
                        } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                        }
                    });
            return Arrays.copyOf(answer.array(), answer.position());
        }
    }

    private static byte[] mangled(byte[] octets, Random random) {
        byte[] mangled = Arrays.copyOf(octets, random.nextInt(2 * octets.length));
        for (int i = random.nextInt(4); i > 0 && mangled.length > 0; i--) {
            mangled[random.nextInt(mangled.length)] = (byte) random.nextInt();
        }
        return mangled;
    }

    private static byte[] dnsQuery() {
        var query = ByteBuffer.allocate(64)
                .putShort((short) 0x1234)
                .putLong(0x0100_0001_0000_0000L)
                .putShort((short) 0);
        for (String label : "10.25.18.198.os.invalid".split("\\.")) {
            query.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        query.put((byte) 0).putShort((short) 1).putShort((short) 1);
        return Arrays.copyOf(query.array(), query.position());
    }

    private InetSocketAddress address(Front front) {
        return ((Endpoint.Tcp) stand.endpoint(front.ordinal())).address();
    }

    private DatagramCounters counters() {
        return stand.sockets.datagrams().counters();
    }

    private void assertUnharmed(Flood flood, String what) {
        assertThat(counters().failed().sum()).isZero();
        flood.assertLeftNothing(what, honest);
    }
}
