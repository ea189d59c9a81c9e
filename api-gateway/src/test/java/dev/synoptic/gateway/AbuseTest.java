package dev.synoptic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.analyzer.Wording;
import dev.synoptic.gateway.dns.Zone;
import dev.synoptic.gateway.plugin.PluginRules;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.SocketCounters;
import dev.synoptic.gateway.socket.SocketLoop;
import dev.synoptic.gateway.v2.V2Form;
import dev.synoptic.testing.Soak;
import dev.synoptic.testing.Until;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever strangers do, nothing grows, nothing throws, and an honest client is served throughout.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class AbuseTest {

    private static final boolean LONG = Soak.duration().compareTo(Duration.ofMinutes(2)) >= 0;

    /// The whole gigabyte of each protocol is a matter of minutes: by command, with `SYNOPTIC_ABUSE_MIB=1024`.
    private static final long RANDOM_OCTETS = Optional.ofNullable(System.getenv("SYNOPTIC_ABUSE_MIB"))
                    .map(Long::parseLong)
                    .orElse(LONG ? 128L : 32L)
            << 20;

    private static final int CONNECTS = LONG ? 10_000 : 3_000;
    private static final int DATAGRAMS = LONG ? 1_000_000 : 60_000;
    private static final long GROWTH_OCTETS_MAX = 24L << 20;

    private FrontStand stand;
    private HonestClient honest;

    /// Stream listeners, by their place among the stand's.
    enum Front {
        V3,
        V2,
        TEXT,
        PLUGIN,
        DNS
    }

    @BeforeEach
    void listen() throws IOException {
        var zone = Zone.of("os.invalid", Duration.ofSeconds(120), Duration.ofSeconds(10));
        stand = new FrontStand(
                FrontStand.onLoopback(new Spoken.P0fV3()),
                FrontStand.onLoopback(new Spoken.P0fV2(V2Form.USUAL)),
                FrontStand.onLoopback(new Spoken.Text()),
                FrontStand.onLoopback(new Spoken.Plugin(PluginRules.NONE)),
                FrontStand.onLoopback(new Spoken.Dns(zone, 200)),
                FrontStand.onLoopback(new Spoken.Amavis(Wording.V3)));
        honest = new HonestClient(address(Front.V3));
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    @ParameterizedTest
    @EnumSource
    void randomOctetsByTheGigabyte(Front front) throws Exception {
        honest.warm();
        long before = usedOctets();
        try (var _ = honest.start()) {
            var random = new Random(front.ordinal());
            byte[] octets = new byte[64 << 10];
            for (long sent = 0; sent < RANDOM_OCTETS; sent += octets.length) {
                random.nextBytes(octets);
                Shove.at(address(front), octets);
            }
        }
        assertUnharmed(before, (RANDOM_OCTETS >> 20) + " MiB of random octets at " + front);
    }

    @Test
    void connectionsThatAreOpenedAndLeftInTheMiddle() throws Exception {
        honest.warm();
        long before = usedOctets();
        var kept = new ArrayDeque<SocketChannel>();
        try (var _ = honest.start()) {
            for (int i = 0; i < CONNECTS; i++) {
                var channel = SocketChannel.open(address(Front.values()[i % Front.values().length]));
                channel.write(ByteBuffer.wrap(new byte[] {1, 'F', '0'}, 0, i % 4 == 3 ? 0 : i % 4));
                kept.add(channel);
                if (kept.size() > 1_000) kept.remove().close();
            }
            while (!kept.isEmpty()) kept.remove().close();
        }
        assertUnharmed(before, CONNECTS + " half-open connections");
    }

    @Test
    void slowSendersOfOneShotProtocolsAreLetGo() throws Exception {
        var slow = new ArrayDeque<SocketChannel>();
        try (var _ = honest.start()) {
            for (int i = 0; i < 200; i++) {
                var channel = SocketChannel.open(address(Front.V2));
                channel.write(ByteBuffer.wrap(new byte[i % 20]));
                slow.add(channel);
            }
            Until.met(() -> sum(SocketCounters::timedOut) == 200);
        } finally {
            for (SocketChannel each : slow) each.close();
        }
    }

    @Test
    void whoNeverReadsIsReadNoMoreThanItsBuffersHold() throws Exception {
        byte[] query = ("query_id=x\nremote_address=" + FrontStand.KNOWN + "\n\n").getBytes(StandardCharsets.US_ASCII);
        try (var _ = honest.start();
                var deaf = SocketChannel.open(address(Front.PLUGIN))) {
            deaf.configureBlocking(false);
            long taken = 0;
            var out = ByteBuffer.wrap(query);
            for (int idle = 0; idle < 200; ) {
                if (!out.hasRemaining()) out.rewind();
                int octets = deaf.write(out);
                taken += octets;
                idle = octets == 0 ? idle + 1 : 0;
                if (octets == 0) LockSupport.parkNanos(1_000_000);
            }
            assertThat(taken).isLessThan(64L << 20);
            assertThat(stand.counters.plugin().queries().sum()).isLessThan(2_000_000);
        }
        Until.met(() -> sum(SocketCounters::accepted) == sum(SocketCounters::closed));
    }

    @Test
    void mangledDatagramsToTheZoneAndToTheAnalyzer() throws Exception {
        honest.warm();
        long before = usedOctets();
        byte[] query = dnsQuery();
        byte[] request = "[198.18.25.10]:1234 NoNcE0001".getBytes(StandardCharsets.US_ASCII);
        var random = new Random(5);
        try (var _ = honest.start();
                var channel = DatagramChannel.open()) {
            for (int i = 0; i < DATAGRAMS; i++) {
                byte[] mangled = mangled(i % 4 == 3 ? request : query, random);
                channel.send(ByteBuffer.wrap(mangled), udp(i % 4 == 3 ? 5 : 4));
            }
            assertThat(answerTo(query)).startsWith(query[0], query[1], (byte) 0x85);
        }
        assertUnharmed(before, DATAGRAMS + " mangled datagrams");
        assertThat(stand.counters.dns().garbage().sum()).isPositive();
        assertThat(stand.counters.analyzer().bad().sum()).isPositive();
        assertThat(stand.sockets.datagrams().counters().failed().sum()).isZero();
    }

    private byte[] answerTo(byte[] query) throws IOException {
        try (var channel = DatagramChannel.open()) {
            channel.connect(udp(4));
            channel.configureBlocking(false);
            var answer = ByteBuffer.allocate(512);
            Until.met(
                    () -> { // a datagram may be lost in a crowd; whoever sent it asks again
                        try {
                            if (channel.read(answer) > 0) return true;
                            channel.write(ByteBuffer.wrap(query));
                            return false;
                        } catch (IOException failure) {
                            throw new java.io.UncheckedIOException(failure);
                        }
                    });
            return java.util.Arrays.copyOf(answer.array(), answer.position());
        }
    }

    private static byte[] mangled(byte[] octets, Random random) {
        byte[] mangled = java.util.Arrays.copyOf(octets, random.nextInt(2 * octets.length));
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
        return java.util.Arrays.copyOf(query.array(), query.position());
    }

    private InetSocketAddress address(Front front) {
        return udp(front.ordinal());
    }

    private InetSocketAddress udp(int listener) {
        return ((Endpoint.Tcp) stand.endpoint(listener)).address();
    }

    private void assertUnharmed(long before, String what) {
        System.out.println(what + ": " + honest.report());
        assertThat(honest.trouble()).isEmpty();
        Until.met(() -> sum(SocketCounters::accepted) == sum(SocketCounters::closed));
        assertThat(sum(SocketCounters::failed)).isZero();
        assertThat(stand.sockets.datagrams().counters().failed().sum()).isZero();
        assertThat(usedOctets() - before).as("heap growth by " + what).isLessThan(GROWTH_OCTETS_MAX);
    }

    private long sum(java.util.function.Function<SocketCounters, LongAdder> what) {
        return stand.sockets.loops().stream()
                .map(SocketLoop::counters)
                .map(what)
                .mapToLong(LongAdder::sum)
                .sum();
    }

    private static long usedOctets() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
