package dev.synoptic.conformance.agent;

import static dev.synoptic.conformance.agent.VirtualCable.V4;
import static dev.synoptic.conformance.agent.VirtualCable.V6;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.conformance.pipeline.Eventually;
import dev.synoptic.flow.HandshakeEvent.Completion;
import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A few thousand connections to a real Postfix and a real nc, over IPv4 and IPv6 and several MTUs: as many
/// handshakes are published as were made, each once.
@Needs({Need.ROOT, Need.IPROUTE2, Need.LIBPCAP, Need.PYTHON, Need.POSTFIX, Need.NETCAT})
class RealServersTest {

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void asManyHandshakesArePublishedAsWereMade() throws Exception {
        String traffic = VirtualCable.script("traffic.py", folder);
        String knocks = VirtualCable.script("knocks.py", folder);
        try (var broker = TestBroker.start(folder.resolve("broker"));
                var cable = new VirtualCable()) {
            var figures = AgentFigures.atFreePort();
            var agent = AgentProcess.start(settings(cable, broker, figures.port()), folder.resolve("agent.log"));
            started.add(agent);
            List<String> made = new ArrayList<>();
            try (var _ = PostfixServer.start(
                    Files.createDirectory(folder.resolve("postfix")),
                    List.of(V4 + ":25", "[" + V6 + "]:25", V4 + ":587"))) {
                var plain = cable.here("nc", "-d", "-l", "-k", V4, "465");
                var six = cable.here("nc", "-6", "-d", "-l", "-k", V6, "587");
                for (var server : List.of(address(V4, 25), address(V6, 25), address(V4, 587))) listens(server);
                for (var server : List.of(address(V4, 465), address(V6, 587))) listens(server);
                for (int mtu : new int[] {1500, 1280, 9000}) {
                    cable.mtu(mtu);
                    String[] postfix = {V4 + ",25", V6 + ",25", V4 + ",587"};
                    made.addAll(LiveWatchTest.connections(cable, traffic, postfix));
                    made.addAll(LiveWatchTest.connections(cable, knocks, V4 + ",465", V6 + ",587"));
                }
                assertThat(plain.isAlive() && six.isAlive()).as("nc goes on").isTrue();
            }
            assertThat(made).hasSize(3 * (3 + 2) * LiveWatchTest.PER_TARGET);
            Eventually.until("as many completions as connections", () -> figures.count("completions") >= made.size());
            Eventually.until("the brokers to have them", () -> figures.number("brokers_reached") == 1);
            assertThat(figures.count("kernel_drops")).isZero();
            assertThat(figures.count("frames_unsound")).isZero();
            System.out.printf(
                    "agent: %d connections, CPU %s, memory %s%n",
                    made.size(), agent.info().totalCpuDuration().orElseThrow(), AgentProcess.status(agent, "VmHWM"));
            agent.destroy();
            assertThat(agent.waitFor()).isIn(0, 143);
            var seen =
                    broker.withoutRepeats().stream().map(each -> each.event()).toList();
            assertThat(LiveWatchTest.clients(seen, Syn.class)).containsExactlyInAnyOrderElementsOf(made);
            assertThat(LiveWatchTest.clients(seen, Completion.class)).containsExactlyInAnyOrderElementsOf(made);
        }
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(host, port);
    }

    /// Asked from this side, which no frame on the cable shows.
    private static void listens(InetSocketAddress server) throws Exception {
        Eventually.until(server + " to listen", () -> {
            try (var probe = new Socket()) {
                probe.connect(server);
                return true;
            } catch (ConnectException notYet) {
                return false;
            }
        });
    }

    private Path settings(VirtualCable cable, TestBroker broker, int port) throws Exception {
        return Files.writeString(folder.resolve("agent.yaml"), """
                kafka:
                  bootstrap.servers: %s
                agent:
                  live:
                    interfaces: [%s]
                    folder: %s
                    status-port: %d
                """.formatted(
                        broker.bootstrap(), cable.device(), folder.resolve("agent"), port));
    }
}
