package dev.synoptic.conformance.agent;

import static dev.synoptic.agent.AgentCounter.COMPLETIONS;
import static dev.synoptic.agent.AgentCounter.FRAMES;
import static dev.synoptic.agent.AgentCounter.KERNEL_DROPS;
import static dev.synoptic.agent.AgentCounter.QUEUE_DROPPED;
import static dev.synoptic.agent.AgentCounter.SYNS;
import static dev.synoptic.agent.AgentCounter.SYNS_HELD_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.agent.courier.Brokers;
import dev.synoptic.agent.live.LiveAgent;
import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.conformance.pipeline.Eventually;
import dev.synoptic.flow.HandshakeEvent;
import dev.synoptic.flow.HandshakeEvent.Completion;
import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A flood of SYNs from forged addresses, and real connections in the midst of it: of the flood so many are told as
/// the settings allow, the others are counted; of the real ones each is told, once.
@Needs({Need.ROOT, Need.IPROUTE2, Need.LIBPCAP, Need.PYTHON})
class FloodedAgentTest {

    private static final int FORGED_PER_SECOND = 5_000;
    private static final int TOLD_PER_SECOND = 50;

    @TempDir
    private Path folder;

    @Test
    void forgedSynsCrowdOutNoRealConnection() throws Exception {
        String traffic = VirtualCable.script("traffic.py", folder);
        String flood = VirtualCable.script("flood.py", folder);
        String target = Cable.V4 + ",25";
        try (var broker = TestBroker.start(folder.resolve("broker"));
                var cable = new VirtualCable()) {
            var agent = LiveAgent.open(
                    LiveWatchTest.watching(cable.device(), folder.resolve("agent"), TOLD_PER_SECOND),
                    Brokers.of(PublishSettings.to(broker.bootstrap()), "agent"),
                    InstantSource.system());
            agent.start();
            var server = cable.here("python3", traffic, "server", target);
            assertThat(server.inputReader().readLine()).isEqualTo("listening");
            var flooding = cable.there("python3", flood, cable.farDevice(), "" + FORGED_PER_SECOND);
            assertThat(flooding.inputReader().readLine()).isEqualTo("flooding");

            List<String> made = LiveWatchTest.connections(cable, traffic, target);

            assertThat(flooding.isAlive()).isTrue();
            flooding.destroyForcibly();
            Eventually.until("all completions", () -> agent.status().count(COMPLETIONS) >= made.size());
            Eventually.until(
                    "the brokers reached", () -> agent.status().brokers().isEmpty());
            agent.close();
            var status = agent.status();
            List<HandshakeEvent> seen =
                    broker.withoutRepeats().stream().map(each -> each.event()).toList();
            assertThat(LiveWatchTest.clients(seen, Completion.class)).containsExactlyInAnyOrderElementsOf(made);
            assertThat(of(made, LiveWatchTest.clients(seen, Syn.class))).containsExactlyInAnyOrderElementsOf(made);
            System.out.printf(
                    "agent: %d frames, %d SYNs told, %d held back, %d connections made and told%n",
                    status.count(FRAMES), status.count(SYNS), status.count(SYNS_HELD_BACK), made.size());
            assertThat(status.count(SYNS_HELD_BACK)).isGreaterThan(status.count(SYNS));
            assertThat(status.count(KERNEL_DROPS)).isZero();
            assertThat(status.count(QUEUE_DROPPED)).isZero();
        }
    }

    private static List<String> of(List<String> made, List<String> clients) {
        Set<String> real = new HashSet<>(made);
        return clients.stream().filter(real::contains).toList();
    }
}
