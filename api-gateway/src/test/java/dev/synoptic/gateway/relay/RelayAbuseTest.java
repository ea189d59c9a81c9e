package dev.synoptic.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.Flood;
import dev.synoptic.gateway.HonestClient;
import dev.synoptic.gateway.HonestClient.Asked;
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

    private static final long RANDOM_OCTETS = Flood.randomOctets(16);
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
        var honest = new HonestClient(() -> new Postfix(connect("policy")));
        honest.warm();
        var flood = Flood.begin();
        var random = new Random(socket.hashCode());
        byte[] octets = new byte[64 << 10];
        long sent = 0;
        try (var _ = honest.start()) {
            while (sent < RANDOM_OCTETS) {
                random.nextBytes(octets);
                if (random.nextBoolean()) sprinkle(octets, random);
                sent += Shove.at(UnixDomainSocketAddress.of(folder.resolve(socket)), octets);
            }
        }
        assertUnharmed();
        flood.assertLeftNothing((sent >> 20) + " MiB of random octets at " + socket, honest);
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
        var honest = new HonestClient(() -> new Postfix(connect("policy")));
        honest.warm();
        var flood = Flood.begin();
        try (var _ = honest.start();
                var deaf = connect("policy")) {
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
        }
        assertUnharmed();
        flood.assertLeftNothing("a client that never reads", honest);
    }

    /// An smtpd that asks again and again.
    private record Postfix(SocketChannel channel) implements Asked {

        @Override
        public void ask() throws IOException {
            channel.write(ByteBuffer.wrap(HONEST.getBytes(StandardCharsets.US_ASCII)));
            var answer = ByteBuffer.allocate(256);
            channel.read(answer);
            String said = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
            if (!said.equals("action=DUNNO\n\n")) throw new IOException("an honest client is told " + said);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private void assertUnharmed() {
        for (var loop : List.of(
                front.orElseThrow().socketCounters(), gateway.orElseThrow().counters())) {
            Until.met(() -> loop.accepted().sum() == loop.closed().sum());
            assertThat(loop.failed().sum()).isZero();
        }
        assertThat(counters.failed().sum()).isZero();
    }
}
