package dev.synoptic.standalone.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.standalone.Synoptic;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `synoptic agent` says and how it ends where something is not as it should be.
class AgentCommandTest {

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    private Ended run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Synoptic.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ended(code, out.toString(), err.toString());
    }

    private Ended live(String... settings) throws Exception {
        Path file = Files.writeString(folder.resolve("agent.yaml"), """
                kafka: {bootstrap.servers: "127.0.0.1:1"}
                agent: {live: {folder: %s, status-port: 0}}
                """.formatted(folder.resolve("agent")));
        var arguments = new ArrayList<>(List.of("agent", "--config", file.toString()));
        for (String each : settings) arguments.addAll(List.of("--set", each));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    @Needs(Need.LIBPCAP)
    void interfacesAreListed() {
        var ended = run("agent", "--list-interfaces");
        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines()).anyMatch(line -> line.startsWith("lo"));
    }

    @Test
    void theFilterIsPrinted() {
        var ended = run("agent", "--print-filter", "--set", "agent.live.mail-ports=2525");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("port 2525").contains("vlan").doesNotContain("port 25 ");
        assertThat(run("agent", "--print-filter", "--set", "agent.live.filter=tcp port 26")
                        .out())
                .isEqualToIgnoringNewLines("tcp port 26");
    }

    @Test
    void nothingToReadIsAMistake() throws Exception {
        var ended = live();
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("agent.live.interfaces");
    }

    @Test
    @Needs({Need.ROOT, Need.LIBPCAP})
    void anInterfaceThatIsMissingIsNamedAndHowToFindOthers() throws Exception {
        var ended = live("agent.live.interfaces=nosuch0");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("nosuch0").contains("--list-interfaces");
    }

    @Test
    @Needs({Need.ROOT, Need.LIBPCAP})
    void anExpressionThatMakesNoSenseIsAMistakeNamedByItsSetting() throws Exception {
        var ended = live("agent.live.interfaces=lo", "agent.live.filter=tcp bogus");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("agent.live.filter");
    }

    @Test
    @Needs({Need.ROOT, Need.LIBPCAP})
    void aUserThatIsMissingOrRootIsRefused() throws Exception {
        var missing = live("agent.live.interfaces=lo", "agent.live.user=nosuchuser");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("agent.live.user").contains("does not exist");
        var root = live("agent.live.interfaces=lo", "agent.live.user=root");
        assertThat(root.code()).isEqualTo(2);
        assertThat(root.err()).contains("is root");
    }

    @Test
    void statusOfAnAgentThatIsNotThereFails() {
        var ended = run("agent", "--status", "--set", "agent.live.status-port=1");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("no agent answers on 127.0.0.1:1");
    }

    @Test
    void portsThatAreNoneAndFilesBesideInterfacesAreRefused() throws Exception {
        assertThat(live("agent.live.mail-ports=70000").err()).contains("mail-ports: 70000");
        assertThat(live("agent.live.interfaces=lo", "agent.captures=x.pcap").err())
                .contains("an agent of their own");
        assertThat(live("agent.live.snap-length=10").err()).contains("expected 96 to 262144");
    }
}
