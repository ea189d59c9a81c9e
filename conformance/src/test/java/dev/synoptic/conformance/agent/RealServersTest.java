package dev.synoptic.conformance.agent;

import static dev.synoptic.conformance.agent.Cable.V4;
import static dev.synoptic.conformance.agent.Cable.V6;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.conformance.pipeline.Eventually;
import dev.synoptic.flow.HandshakeEvent;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A few thousand connections to a real Postfix and a real nc, over IPv4 and IPv6 and several MTUs: as many
/// handshakes are published as were made, each once.
@Needs({Need.ROOT, Need.IPROUTE2, Need.LIBPCAP, Need.PYTHON, Need.POSTFIX, Need.NETCAT})
class RealServersTest {

    private static final int[] MTUS = {1500, 1280, 9000};

    /// Servers of each kind of address.
    private static final int OVER_V4 = 3, OVER_V6 = 2;

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void asManyHandshakesArePublishedAsWereMade() throws Exception {
        try (var cable = new VirtualCable()) {
            watch(cable);
        }
    }

    /// The agent stands on a trunk: one tag, a tag in a tag, of both kinds; some the kernel takes out of the frame,
    /// some it leaves in.
    @Test
    void asManyHandshakesArePublishedFromBehindTags() throws Exception {
        try (var cable = new TrunkCable(folder)) {
            watch(cable, "    promiscuous: true");
        }
    }

    private void watch(Cable cable, String... settings) throws Exception {
        try (var broker = TestBroker.start(folder.resolve("broker"))) {
            var figures = AgentFigures.atFreePort();
            var agent = AgentProcess.start(
                    AgentProcess.settings(folder, broker.bootstrap(), cable.device(), figures.port(), settings),
                    folder.resolve("agent.log"));
            started.add(agent);
            List<String> made = connect(cable);
            assertThat(made).hasSize(MTUS.length * (OVER_V4 + OVER_V6) * LiveWatchTest.PER_TARGET);
            Eventually.until("as many completions as connections", () -> figures.count("completions") >= made.size());
            Eventually.until("the brokers to have them", () -> figures.number("brokers_reached") == 1);
            assertThat(figures.count("kernel_drops")).isZero();
            assertThat(figures.count("frames_unsound")).isZero();
            System.out.printf(
                    "agent on %s: %d connections, CPU %s, memory %s%n",
                    cable.getClass().getSimpleName(),
                    made.size(),
                    agent.info().totalCpuDuration().orElseThrow(),
                    AgentProcess.status(agent, "VmHWM"));
            agent.destroy();
            assertThat(agent.waitFor()).isIn(0, 143);
            var seen =
                    broker.withoutRepeats().stream().map(each -> each.event()).toList();
            assertThat(LiveWatchTest.clients(seen, Syn.class)).containsExactlyInAnyOrderElementsOf(made);
            assertThat(LiveWatchTest.clients(seen, Completion.class)).containsExactlyInAnyOrderElementsOf(made);
            assertThat(links(seen)).isEqualTo(expectedLinks());
        }
    }

    /// Connections to every server over every MTU, each as `address port` of its client.
    private List<String> connect(Cable cable) throws Exception {
        String traffic = VirtualCable.script("traffic.py", folder);
        String knocks = VirtualCable.script("knocks.py", folder);
        List<String> made = new ArrayList<>();
        try (var _ = PostfixServer.start(
                Files.createDirectory(folder.resolve("postfix")),
                List.of(V4 + ":25", "[" + V6 + "]:25", V4 + ":587"))) {
            var plain = cable.here("nc", "-d", "-l", "-k", V4, "465");
            var six = cable.here("nc", "-6", "-d", "-l", "-k", V6, "587");
            for (var server : List.of(address(V4, 25), address(V6, 25), address(V4, 587))) listens(server);
            for (var server : List.of(address(V4, 465), address(V6, 587))) listens(server);
            for (int mtu : MTUS) {
                cable.mtu(mtu);
                String[] postfix = {V4 + ",25", V6 + ",25", V4 + ",587"};
                made.addAll(LiveWatchTest.connections(cable, traffic, postfix));
                made.addAll(LiveWatchTest.connections(cable, knocks, V4 + ",465", V6 + ",587"));
            }
            assertThat(plain.isAlive() && six.isAlive()).as("nc goes on").isTrue();
        }
        return made;
    }

    /// SYNs by what they say of their way: IP version, hops left, MSS.
    private static Map<String, Long> links(List<HandshakeEvent> seen) {
        return seen.stream()
                .filter(Syn.class::isInstance)
                .map(event -> ((Syn) event).seen())
                .map(syn -> link(syn.ipVersion(), syn.ttl(), syn.mss()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /// No hop lies between, and the MSS is the MTU less both headers, however many tags there were.
    private static Map<String, Long> expectedLinks() {
        Map<String, Long> expected = new HashMap<>();
        for (int mtu : MTUS) {
            expected.put(link(4, 64, mtu - 40), (long) OVER_V4 * LiveWatchTest.PER_TARGET);
            expected.put(link(6, 64, mtu - 60), (long) OVER_V6 * LiveWatchTest.PER_TARGET);
        }
        return expected;
    }

    private static String link(int version, int hopsLeft, int mss) {
        return "IPv%d, %d hops left, MSS %d".formatted(version, hopsLeft, mss);
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
}
