package dev.synoptic.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.ProgressPace;
import dev.synoptic.agent.capture.LiveOptions;
import dev.synoptic.agent.capture.PortFilter;
import dev.synoptic.agent.courier.Brokers;
import dev.synoptic.agent.courier.CourierSettings;
import dev.synoptic.agent.live.LiveAgent;
import dev.synoptic.agent.live.LiveSettings;
import dev.synoptic.agent.pairing.PairingLimits;
import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.agent.spool.SpoolLimits;
import dev.synoptic.conformance.pipeline.Eventually;
import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent;
import dev.synoptic.flow.HandshakeEvent.Completion;
import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real connections over a real interface: as many handshakes are published as are made.
@Needs({Need.ROOT, Need.IPROUTE2, Need.LIBPCAP, Need.PYTHON})
class LiveWatchTest {

    static final int PER_TARGET = 200;

    @TempDir
    private Path folder;

    static LiveSettings watching(String device, Path folder) {
        return watching(device, folder, LiveSettings.SYNS_PER_SECOND);
    }

    static LiveSettings watching(String device, Path folder, int synsPerSecond) {
        return new LiveSettings(
                "agent",
                "site",
                List.of(device),
                List.of(PortFilter.ofMail().tagged(), PortFilter.ofMail().plain()),
                List.of(),
                LiveOptions.HEADERS,
                Fidelity.FLEET,
                PairingLimits.DEFAULT,
                synsPerSecond,
                new ProgressPace(10_000, Duration.ofSeconds(1), Duration.ofSeconds(2)),
                folder,
                SpoolLimits.DEFAULT,
                CourierSettings.DEFAULT,
                List.of());
    }

    @Test
    void everyHandshakeIsPublishedOnceOverEveryKindOfLink() throws Exception {
        String script = VirtualCable.script("traffic.py", folder);
        String[] targets = {Cable.V4 + ",25", Cable.V6 + ",587", Cable.V4 + ",465"};
        try (var broker = TestBroker.start(folder.resolve("broker"));
                var cable = new VirtualCable()) {
            var agent = LiveAgent.open(
                    watching(cable.device(), folder.resolve("agent")),
                    Brokers.of(PublishSettings.to(broker.bootstrap()), "agent"),
                    InstantSource.system());
            agent.start();
            var server = cable.here(command("python3", script, "server", "", targets));
            assertThat(server.inputReader().readLine()).isEqualTo("listening");

            List<String> made = new ArrayList<>();
            for (int mtu : new int[] {1500, 1280, 9000}) {
                cable.mtu(mtu);
                made.addAll(connections(cable, script, targets));
            }
            cable.down();
            cable.up();
            made.addAll(connections(cable, script, Cable.V4 + ",25"));

            assertThat(made).hasSize(3 * 3 * PER_TARGET + PER_TARGET);
            Eventually.until(
                    "as many completions as connections",
                    () -> agent.status().count(AgentCounter.COMPLETIONS) >= made.size());
            Eventually.until(
                    "the brokers reached", () -> agent.status().brokers().isEmpty());
            agent.close();
            var seen = broker.withoutRepeats();
            assertThat(clients(seen.stream().map(each -> each.event()).toList(), Syn.class))
                    .containsExactlyInAnyOrderElementsOf(made);
            assertThat(clients(seen.stream().map(each -> each.event()).toList(), Completion.class))
                    .containsExactlyInAnyOrderElementsOf(made);
            assertThat(agent.status().count(AgentCounter.KERNEL_DROPS)).isZero();
            assertThat(agent.status().count(AgentCounter.FRAMES_UNSOUND)).isZero();
        }
    }

    /// An interface that is removed and made again, down at first, is watched on; that it was away is counted.
    @Test
    void anInterfaceThatIsMadeAgainIsWatchedOn() throws Exception {
        String script = VirtualCable.script("load.py", folder);
        try (var broker = TestBroker.start(folder.resolve("broker"));
                var cable = new VirtualCable();
                var agent = LiveAgent.open(
                        watching(cable.device(), folder.resolve("agent")),
                        Brokers.of(PublishSettings.to(broker.bootstrap()), "agent"),
                        InstantSource.system())) {
            agent.start();
            long sent = 0;
            for (int time = 1; time <= 3; time++) {
                sent += load(cable, script, sent);
                long completions = sent;
                Eventually.until("all seen", () -> agent.status().count(AgentCounter.COMPLETIONS) >= completions);
                cable.unplug();
                Eventually.until(
                        "its loss",
                        () -> !agent.status().interfaces().getFirst().open());
                assertThat(agent.status().troubles()).contains("interface " + cable.device() + " is away");
                cable.plug();
                Eventually.until(
                        "its return",
                        () -> agent.status().interfaces().getFirst().open());
            }
            sent += load(cable, script, sent);
            long all = sent;
            Eventually.until("all seen", () -> agent.status().count(AgentCounter.COMPLETIONS) >= all);
            assertThat(agent.status().count(AgentCounter.COMPLETIONS)).isEqualTo(all);
            Eventually.until("losses counted", () -> agent.status().count(AgentCounter.INTERFACES_LOST) == 3);
        }
    }

    /// One that is down when the agent starts is waited for.
    @Test
    void anInterfaceThatIsDownIsWaitedFor() throws Exception {
        String script = VirtualCable.script("load.py", folder);
        try (var broker = TestBroker.start(folder.resolve("broker"));
                var cable = new VirtualCable()) {
            cable.down();
            try (var agent = LiveAgent.open(
                    watching(cable.device(), folder.resolve("agent")),
                    Brokers.of(PublishSettings.to(broker.bootstrap()), "agent"),
                    InstantSource.system())) {
                agent.start();
                cable.up();
                Eventually.until(
                        "its coming",
                        () -> agent.status().interfaces().getFirst().open());
                long sent = load(cable, script, 0);
                Eventually.until("all seen", () -> agent.status().count(AgentCounter.COMPLETIONS) >= sent);
                assertThat(agent.status().count(AgentCounter.COMPLETIONS)).isEqualTo(sent);
            }
        }
    }

    private static long load(VirtualCable cable, String script, long before) throws Exception {
        return Long.parseLong(cable.there("python3", script, cable.farDevice(), "200", "0.5", "" + before)
                .inputReader()
                .readLine());
    }

    /// All interfaces at once: what passes a trunk and the interface behind it is still one connection.
    @Test
    void handshakesOnAnyInterfaceAreToldOnce() throws Exception {
        String script = VirtualCable.script("traffic.py", folder);
        String[] targets = {Cable.V4 + ",25", Cable.V6 + ",587"};
        try (var broker = TestBroker.start(folder.resolve("broker"));
                var cable = new TrunkCable(folder)) {
            var agent = LiveAgent.open(
                    watching("any", folder.resolve("agent")),
                    Brokers.of(PublishSettings.to(broker.bootstrap()), "agent"),
                    InstantSource.system());
            agent.start();
            var server = cable.here(command("python3", script, "server", "", targets));
            assertThat(server.inputReader().readLine()).isEqualTo("listening");
            var made = connections(cable, script, targets);
            assertThat(made).hasSize(2 * PER_TARGET);
            Eventually.until("all", () -> agent.status().count(AgentCounter.COMPLETIONS) >= made.size());
            Eventually.until(
                    "the brokers reached", () -> agent.status().brokers().isEmpty());
            agent.close();
            var seen = broker.withoutRepeats().stream()
                    .map(each -> each.event())
                    .filter(event -> ofCable(event))
                    .toList();
            assertThat(clients(seen, Syn.class)).containsExactlyInAnyOrderElementsOf(made);
            assertThat(clients(seen, Completion.class)).containsExactlyInAnyOrderElementsOf(made);
            assertThat(agent.status().count(AgentCounter.KERNEL_DROPS)).isZero();
        }
    }

    /// This machine may have other connections.
    private static boolean ofCable(HandshakeEvent event) {
        return switch (event) {
            case Syn syn -> isOfCable(syn.connection());
            case Completion completion -> isOfCable(completion.connection());
            default -> false;
        };
    }

    private static boolean isOfCable(Connection connection) {
        return Set.of(Cable.FAR_V4, Cable.FAR_V6).contains(connection.client().toString());
    }

    /// One tag, and a tag in a tag, whether the kernel leaves them in the frame or takes them out.
    @Test
    void handshakesBehindTagsAreSeen() throws Exception {
        String script = VirtualCable.script("tagged.py", folder);
        try (var broker = TestBroker.start(folder.resolve("broker"));
                var cable = new VirtualCable()) {
            var agent = LiveAgent.open(
                    watching(cable.device(), folder.resolve("agent")),
                    Brokers.of(PublishSettings.to(broker.bootstrap()), "agent"),
                    InstantSource.system());
            agent.start();
            var untagged = cable.there("python3", script, cable.farDevice(), "10000", "100");
            var tagged = cable.there("python3", script, cable.farDevice(), "20000", "100", "7");
            var twice = cable.there("python3", script, cable.farDevice(), "30000", "100", "7,8");
            for (var sender : List.of(untagged, tagged, twice)) {
                assertThat(sender.inputReader().readLine()).isEqualTo("done");
            }
            Eventually.until("all completions", () -> agent.status().count(AgentCounter.COMPLETIONS) >= 300);
            Eventually.until(
                    "the brokers reached", () -> agent.status().brokers().isEmpty());
            agent.close();
            var seen =
                    broker.withoutRepeats().stream().map(each -> each.event()).toList();
            assertThat(clients(seen, Completion.class)).hasSize(300).doesNotHaveDuplicates();
            assertThat(clients(seen, Syn.class)).hasSize(300).doesNotHaveDuplicates();
        }
    }

    /// Each as `address port` of its client.
    static List<String> connections(Cable cable, String script, String... targets) throws Exception {
        var client = cable.there(command("python3", script, "client", "" + PER_TARGET, targets));
        List<String> made = new ArrayList<>();
        for (String line = client.inputReader().readLine();
                line != null && !line.equals("done");
                line = client.inputReader().readLine()) {
            made.add(line);
        }
        assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(client.exitValue()).isZero();
        return made;
    }

    static List<String> clients(List<HandshakeEvent> events, Class<? extends HandshakeEvent> kind) {
        return events.stream()
                .filter(kind::isInstance)
                .map(event -> switch (event) {
                    case Syn syn -> syn.connection();
                    case Completion completion -> completion.connection();
                    default -> throw new AssertionError("not asked for: " + event);
                })
                .map(connection -> connection.client() + " " + connection.clientPort())
                .toList();
    }

    private static String[] command(String program, String script, String role, String count, String... rest) {
        List<String> command = new ArrayList<>(List.of(program, script, role));
        if (!count.isEmpty()) command.add(count);
        command.addAll(List.of(rest));
        return command.toArray(String[]::new);
    }
}
