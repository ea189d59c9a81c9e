package dev.synoptic.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.conformance.pipeline.Eventually;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Soak;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 5,000 handshakes a second for a while, in 128 MiB of heap: none lost, and what lives does not grow.
@Needs({Need.ROOT, Need.IPROUTE2, Need.LIBPCAP, Need.PYTHON})
class SteadyAgentTest {

    private static final int PER_SECOND = 5_000;
    private static final int ROUNDS = 5;

    /// A JVM that has just started is slow at first; nobody starts an agent under full load.
    private static final int WARM_UP_PER_SECOND = 300;

    private static final double WARM_UP_SECONDS = 4;

    /// Tables fill up to their bounds in the first rounds; after that live memory may wander by so much.
    private static final long WANDER_KIB = 24 * 1024;

    @TempDir
    private Path folder;

    @Test
    void memoryStaysAndNothingIsLost() throws Exception {
        String script = VirtualCable.script("load.py", folder);
        var figures = AgentFigures.atFreePort();
        try (var broker = TestBroker.start(folder.resolve("broker"));
                var cable = new VirtualCable()) {
            var agent = AgentProcess.start(
                    AgentProcess.settings(folder, broker.bootstrap(), cable.device(), figures.port()),
                    folder.resolve("agent.log"));
            try {
                List<Long> live = new ArrayList<>();
                long sent = 0;
                sent += send(cable, script, figures, 0, WARM_UP_PER_SECOND, WARM_UP_SECONDS);
                for (int round = 0; round < ROUNDS; round++) {
                    double seconds = Soak.duration().toSeconds() / (double) ROUNDS;
                    sent += send(cable, script, figures, sent, PER_SECOND, seconds);
                    live.add(liveKib(agent));
                }
                System.out.printf(
                        "agent: %d handshakes, live heap %s KiB, CPU %s%n",
                        sent, live, agent.info().totalCpuDuration().orElseThrow());
                assertThat(figures.count("completions")).isEqualTo(sent);
                assertThat(figures.count("kernel_drops")).isZero();
                assertThat(figures.count("queue_dropped")).isZero();
                assertThat(live.getLast() - live.get(ROUNDS / 2)).isLessThan(WANDER_KIB);
            } finally {
                agent.destroy();
                agent.waitFor();
            }
        }
    }

    /// Handshakes of connections that were not there before, and the wait until the agent has seen them complete.
    private static long send(
            VirtualCable cable, String script, AgentFigures figures, long before, int perSecond, double seconds)
            throws Exception {
        var load = cable.there(
                "python3", script, cable.farDevice(), "" + perSecond, Double.toString(seconds), "" + before);
        long sent = Long.parseLong(load.inputReader().readLine());
        try {
            Eventually.until("all of them", () -> figures.count("completions") >= before + sent);
        } catch (AssertionError missing) {
            throw new AssertionError(before + sent + " were sent; " + figures.all(), missing);
        }
        return sent;
    }

    /// After a whole collection.
    private static long liveKib(Process agent) throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Path jcmd = Path.of(java).resolveSibling("jcmd");
        run(jcmd, agent, "GC.run");
        String said = run(jcmd, agent, "GC.heap_info");
        var used = Pattern.compile("used (\\d+)K").matcher(said);
        long sum = 0;
        for (int space = 0; space < 2 && used.find(); space++) sum += Long.parseLong(used.group(1));
        assertThat(sum).as(said).isPositive();
        return sum;
    }

    private static String run(Path jcmd, Process agent, String command) throws Exception {
        var process = new ProcessBuilder(jcmd.toString(), Long.toString(agent.pid()), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
