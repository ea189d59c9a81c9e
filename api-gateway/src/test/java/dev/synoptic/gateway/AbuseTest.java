package dev.synoptic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.dns.Zone;
import dev.synoptic.gateway.plugin.PluginRules;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.SocketCounters;
import dev.synoptic.gateway.socket.SocketLoop;
import dev.synoptic.gateway.v2.V2Form;
import dev.synoptic.testing.Soak;
import dev.synoptic.testing.Until;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever strangers do, nothing grows, nothing throws, and an honest client is served throughout.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class AbuseTest {

    private static final boolean LONG = Soak.duration().compareTo(Duration.ofMinutes(2)) >= 0;

    private static final long RANDOM_OCTETS = Flood.randomOctets(LONG ? 128 : 32);
    private static final int CONNECTS = LONG ? 10_000 : 3_000;

    @TempDir
    private Path folder;

    private FrontStand stand;
    private HonestClient honest;

    /// Stream listeners, by their place among the stand's.
    enum Front {
        V3,
        V2,
        TEXT,
        PLUGIN,
        DNS,
        V3_BY_FILE
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
                FrontStand.on(new Spoken.P0fV3(), Endpoint.Unix.at(folder.resolve("p0f"))));
        honest = HonestClient.ofP0f(address(Front.V3));
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
        long sent = 0;
        try (var _ = honest.start()) {
            var random = new Random(front.ordinal());
            byte[] octets = new byte[64 << 10];
            while (sent < RANDOM_OCTETS) {
                random.nextBytes(octets);
                sent += Shove.at(address(front), octets);
            }
        }
        assertUnharmed(flood, (sent >> 20) + " MiB of random octets at " + front);
    }

    @Test
    void connectionsThatAreOpenedAndLeftInTheMiddle() throws Exception {
        honest.warm();
        var flood = Flood.begin();
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
        assertUnharmed(flood, CONNECTS + " half-open connections");
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

    private SocketAddress address(Front front) {
        return switch (stand.endpoint(front.ordinal())) {
            case Endpoint.Tcp(var address) -> address;
            case Endpoint.Unix file -> UnixDomainSocketAddress.of(file.path());
        };
    }

    private void assertUnharmed(Flood flood, String what) {
        Until.met(() -> sum(SocketCounters::accepted) == sum(SocketCounters::closed));
        assertThat(sum(SocketCounters::failed)).isZero();
        flood.assertLeftNothing(what, honest);
    }

    private long sum(java.util.function.Function<SocketCounters, LongAdder> what) {
        return stand.sockets.loops().stream()
                .map(SocketLoop::counters)
                .map(what)
                .mapToLong(LongAdder::sum)
                .sum();
    }
}
