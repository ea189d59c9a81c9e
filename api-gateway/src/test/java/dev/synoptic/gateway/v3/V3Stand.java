package dev.synoptic.gateway.v3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.SocketLoop;
import dev.synoptic.packet.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A v3 server over a handful of known hosts, with a clock that the test turns.
final class V3Stand implements AutoCloseable {

    static final HostAnswer LINUX = new HostAnswer(
            1_700_000_000,
            1_700_000_600,
            7,
            Optional.of(new HostAnswer.Uptime(90, 49)),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalInt.of(3),
            HostAnswer.Dishonesty.NONE,
            Optional.of(new HostAnswer.OperatingSystem("Linux", "3.11 and newer", false, false)),
            Optional.empty(),
            Optional.of("Ethernet or modem"),
            Optional.empty(),
            Optional.empty());

    private static final Map<IpAddress, HostAnswer> KNOWN = Map.of(
            IpAddress.v4(0xC612190A), LINUX,
            IpAddress.v6(0x20010DB800250000L, 0x10), LINUX);

    private final AtomicLong clockNanos = new AtomicLong();
    private final Path folder;
    private final V3Protocol protocol;
    private final SocketLoop loop;
    private final List<SocketLoop> others = new ArrayList<>();

    private V3Stand(Path folder, V3Protocol protocol) throws IOException {
        this.folder = folder;
        this.protocol = protocol;
        this.loop = SocketLoop.open(
                "v3-test",
                List.of(
                        Listener.at(Endpoint.Unix.at(folder.resolve("s")), protocol),
                        Listener.at(Endpoint.Tcp.loopback(0), protocol)),
                clockNanos::get);
    }

    static V3Stand open() throws IOException {
        HostFinder hosts = address -> Optional.ofNullable(KNOWN.get(address));
        return new V3Stand(Files.createTempDirectory("v3"), V3Protocol.of(new HostV3Answers(hosts)));
    }

    Endpoint unixEndpoint() {
        return loop.endpoints().getFirst();
    }

    Endpoint tcpEndpoint() {
        return loop.endpoints().getLast();
    }

    Asker unix() throws IOException {
        return Asker.at(unixEndpoint());
    }

    Asker tcp() throws IOException {
        return Asker.at(tcpEndpoint());
    }

    V3Protocol protocol() {
        return protocol;
    }

    SocketLoop loop() {
        return loop;
    }

    /// A socket of `connectionsMax` places.
    Endpoint narrow(int connectionsMax) throws IOException {
        var template = Listener.at(Endpoint.Unix.at(folder.resolve("narrow")), protocol);
        return other(new Listener(
                template.endpoint(), protocol, connectionsMax, template.backlog(), template.requestTime()));
    }

    /// A socket behind which every question throws.
    Endpoint broken() throws IOException {
        HostFinder broken = address -> {
            throw new IllegalStateException("broken on purpose");
        };
        return other(Listener.at(Endpoint.Unix.at(folder.resolve("broken")), V3Protocol.of(new HostV3Answers(broken))));
    }

    SocketLoop brokenLoop() {
        return others.getLast();
    }

    private Endpoint other(Listener listener) throws IOException {
        others.add(SocketLoop.open("v3-test-other", List.of(listener), clockNanos::get));
        return listener.endpoint();
    }

    void advanceSeconds(long seconds) {
        clockNanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        loop.wake();
    }

    void awaitOpen(long connections) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (loop.counters().open() != connections && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(loop.counters().open()).isEqualTo(connections);
    }

    @Override
    public void close() throws IOException {
        loop.close();
        others.forEach(SocketLoop::close);
        Files.delete(folder); // fails where a socket file was left behind
    }
}
