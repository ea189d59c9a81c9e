package dev.synoptic.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.conformance.pipeline.Eventually;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGHUP: other settings are taken over; settings that are wrong, or with which the agent cannot start, are told and
/// change nothing.
@Needs({Need.ROOT, Need.LIBPCAP})
class ReloadedAgentTest {

    private static final String NO_BROKER = "127.0.0.1:1";

    @TempDir
    private Path folder;

    private AgentFigures figures;
    private Path log;
    private Process agent;

    @BeforeEach
    void start() throws Exception {
        figures = AgentFigures.atFreePort();
        log = folder.resolve("agent.log");
        write("lo");
        agent = AgentProcess.start(folder.resolve("agent.yaml"), log);
    }

    @AfterEach
    void end() throws Exception {
        agent.destroy();
        assertThat(agent.waitFor()).isIn(0, 143);
    }

    private void write(String device, String... more) throws Exception {
        AgentProcess.settings(folder, NO_BROKER, device, figures.port(), more);
    }

    /// Tells the agent to read its settings, and waits until it has said so.
    private void reread(String saying) throws Exception {
        int before = Files.readString(log).length();
        VirtualCable.run("kill -HUP " + agent.pid());
        Eventually.until("the agent to say: " + saying, () -> {
            assertThat(agent.isAlive()).isTrue();
            return Files.readString(log).substring(before).contains(saying);
        });
    }

    @Test
    void othersAreTakenOver() throws Exception {
        write("any", "  name: renamed");
        reread("metrics, health and status");
        assertThat(figures.read("status")).contains("agent renamed").contains("interface any: open");
        reread("nothing has changed");
        assertThat(figures.read("status")).contains("interface any: open");
    }

    @Test
    void wrongOnesAreToldAndChangeNothing() throws Exception {
        write("lo", "    nonsense: 1");
        reread("settings not taken over: " + folder.resolve("agent.yaml") + ":8: unknown key");
        assertThat(figures.read("status")).contains("interface lo: open");
        Files.delete(folder.resolve("agent.yaml"));
        reread("settings not taken over");
        assertThat(figures.read("status")).contains("interface lo: open");
    }

    @Test
    void onesThatCannotBeStartedWithAreToldAndTheOldOnesHold() throws Exception {
        write("nosuch0");
        reread("settings not taken over: nosuch0: no such interface");
        Eventually.until(
                "the old ones to hold",
                () -> Files.readString(log)
                                .lines()
                                .filter(line -> line.contains("metrics, health"))
                                .count()
                        == 2);
        assertThat(figures.read("status")).contains("interface lo: open");
    }
}
