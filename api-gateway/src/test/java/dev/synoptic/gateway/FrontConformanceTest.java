package dev.synoptic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.analyzer.Wording;
import dev.synoptic.gateway.dns.Zone;
import dev.synoptic.gateway.plugin.PluginRules;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.v2.V2Form;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Repository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Clients that are not ours, against every front.
@Needs({Need.PYTHON, Need.CORPUS})
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FrontConformanceTest {

    private static final Zone ZONE = Zone.of("os.invalid", Duration.ofSeconds(120), Duration.ofSeconds(10));

    @TempDir
    Path folder;

    @Test
    void v2PassesTheByteLevelCheck() throws Exception {
        var endpoint = Endpoint.Unix.at(folder.resolve("v2"));
        try (var stand = new FrontStand(FrontStand.on(new Spoken.P0fV2(V2Form.USUAL), endpoint))) {
            passes(
                    "v2_conformance.py",
                    "--os",
                    "^Linux 3.11",
                    "--wild",
                    "--mx",
                    FrontStand.SERVER,
                    "--sport",
                    "41303",
                    endpoint.toString(),
                    FrontStand.KNOWN,
                    FrontStand.UNKNOWN);
            assertThat(stand.counters.v2().bad().sum()).isEqualTo(2);
        }
    }

    @Test
    void thePluginProtocolPassesItsClient() throws Exception {
        var rules = new PluginRules(Set.of(), Set.of("Linux 2.2"), 0);
        try (var stand = new FrontStand(FrontStand.onLoopback(new Spoken.Plugin(rules)))) {
            passes(
                    "plugin_proto.py",
                    "--known6",
                    FrontStand.KNOWN6,
                    "--idle",
                    "1",
                    stand.endpoint(0).toString(),
                    FrontStand.KNOWN,
                    FrontStand.UNKNOWN);
        }
    }

    @Test
    @Needs(Need.DIG)
    void theZonePassesDigAndAStrictResolver() throws Exception {
        try (var stand = new FrontStand(FrontStand.onLoopback(new Spoken.Dns(ZONE, 200)))) {
            passes(
                    "dns_zone.sh",
                    "-z",
                    "os.invalid",
                    "-c",
                    "127.0.1.2",
                    "-6",
                    FrontStand.KNOWN6,
                    "-s",
                    "linux",
                    stand.endpoint(0).toString(),
                    FrontStand.KNOWN,
                    FrontStand.UNKNOWN);
        }
    }

    @Test
    void theTextFrontServesShells() throws Exception {
        var v3 = Endpoint.Unix.at(folder.resolve("v3"));
        var text = Endpoint.Unix.at(folder.resolve("text"));
        try (var stand = new FrontStand(
                FrontStand.on(new Spoken.P0fV3(), v3),
                FrontStand.on(new Spoken.Text(), text),
                FrontStand.onLoopback(new Spoken.Amavis(Wording.V3)))) {
            Path command = Repository.shared().orElseThrow().resolve("clients/get_os.sh");
            passes(
                    "plain_client.sh",
                    "-o",
                    "^Linux",
                    "-6",
                    FrontStand.KNOWN6,
                    "-v",
                    v3.toString(),
                    "-r",
                    "env OSFP_TEXT=" + text + " " + command,
                    FrontStand.KNOWN,
                    FrontStand.UNKNOWN);
            assertThat(stand.counters.text().queries().sum()).isPositive();
        }
    }

    private static void passes(String program, String... arguments) throws Exception {
        Path clients = Repository.shared().orElseThrow().resolve("clients");
        var command = new ArrayList<String>();
        command.add(clients.resolve(program).toString());
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains(" 0 failed").doesNotContain("FAIL ");
    }
}
