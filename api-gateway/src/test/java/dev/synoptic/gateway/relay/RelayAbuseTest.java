package dev.synoptic.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.Shove;
import dev.synoptic.gateway.policy.PolicyCounters;
import dev.synoptic.gateway.policy.PolicyProtocol;
import dev.synoptic.gateway.relay.Front.Kept;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.SocketLoop;
import dev.synoptic.testing.Until;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever strangers send to a front, or to policy delegation behind it: nothing grows, nothing throws, and an honest
/// mail server is answered throughout.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class RelayAbuseTest {

    /// A gigabyte each is a matter of minutes: by command, with `SYNOPTIC_ABUSE_MIB=1024`.
    private static final long RANDOM_OCTETS = Optional.ofNullable(System.getenv("SYNOPTIC_ABUSE_MIB"))
                    .map(Long::parseLong)
                    .orElse(16L)
            << 20;

    private static final long GROWTH_OCTETS_MAX = 24L << 20;
    private static final String HONEST = """
            request=smtpd_access_policy
            protocol_state=RCPT
            client_address=198.18.25.10
            instance=1
            recipient=b@mx.example

            """;

    @TempDir
    private Path folder;

    private final PolicyCounters counters = new PolicyCounters();
    private Optional<SocketLoop> gateway = Optional.empty();
    private Optional<Front> front = Optional.empty();

    @BeforeEach
    void listen() throws IOException {
        var desk = RulelessDesk.of(_ -> Optional.empty(), counters);
        gateway = Optional.of(SocketLoop.open(
                "gateway", List.of(Listener.at(at("gateway"), new PolicyProtocol(desk))), System::nanoTime));
        front = Optional.of(Front.open(
                List.of(
                        new Kept(at("policy"), Framing.POLICY, List.of(at("gateway"))),
                        new Kept(at("v3"), Framing.V3, List.of(at("nobody"))),
                        new Kept(at("text"), Framing.TEXT, List.of(at("nobody")))),
                Front.GRACE));
    }

    @AfterEach
    void close() {
        front.ifPresent(Front::close);
        gateway.ifPresent(SocketLoop::close);
    }

    private Endpoint.Unix at(String name) {
        return Endpoint.Unix.at(folder.resolve(name));
    }

    private SocketChannel connect(String name) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "policy", "v3", "text"})
    void randomOctetsByTheGigabyte(String socket) throws Exception {
        long before = usedOctets();
        long honest = 0;
        var random = new Random(socket.hashCode());
        byte[] octets = new byte[64 << 10];
        try (var postfix = connect("policy")) {
            for (long sent = 0; sent < RANDOM_OCTETS; sent += octets.length) {
                random.nextBytes(octets);
                if (random.nextBoolean()) sprinkle(octets, random);
                Shove.at(UnixDomainSocketAddress.of(folder.resolve(socket)), octets);
                assertThat(ask(postfix)).isEqualTo("action=DUNNO\n\n");
                honest++;
            }
        }
        System.out.println((RANDOM_OCTETS >> 20) + " MiB of random octets at " + socket + ": " + honest
                + " honest questions answered");
        assertUnharmed(before);
    }

    /// Line ends and equals signs, so that some of it is nearly a request.
    private static void sprinkle(byte[] octets, Random random) {
        byte[] structure = {'\n', '=', 'a', '\n', '\r', 0};
        for (int i = 0; i < octets.length; i++) {
            if (random.nextInt(3) > 0) octets[i] = structure[random.nextInt(structure.length)];
        }
    }

    @Test
    void whoNeverReadsIsReadNoMoreThanItsBuffersHold() throws Exception {
        long before = usedOctets();
        try (var deaf = connect("policy");
                var postfix = connect("policy")) {
            deaf.configureBlocking(false);
            long taken = 0;
            var out = ByteBuffer.wrap(HONEST.getBytes(StandardCharsets.US_ASCII));
            for (int idle = 0; idle < 200; ) {
                if (!out.hasRemaining()) out.rewind();
                int count = deaf.write(out);
                taken += count;
                idle = count == 0 ? idle + 1 : 0;
                if (count == 0) LockSupport.parkNanos(1_000_000);
            }
            assertThat(taken).isLessThan(64L << 20);
            assertThat(ask(postfix)).isEqualTo("action=DUNNO\n\n");
        }
        assertUnharmed(before);
    }

    private static String ask(SocketChannel postfix) throws IOException {
        postfix.write(ByteBuffer.wrap(HONEST.getBytes(StandardCharsets.US_ASCII)));
        var answer = ByteBuffer.allocate(256);
        postfix.read(answer);
        return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    }

    private void assertUnharmed(long before) {
        for (var loop : List.of(
                front.orElseThrow().socketCounters(), gateway.orElseThrow().counters())) {
            Until.met(() -> loop.accepted().sum() == loop.closed().sum());
            assertThat(loop.failed().sum()).isZero();
        }
        assertThat(counters.failed().sum()).isZero();
        assertThat(usedOctets() - before).as("heap growth").isLessThan(GROWTH_OCTETS_MAX);
    }

    private static long usedOctets() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
