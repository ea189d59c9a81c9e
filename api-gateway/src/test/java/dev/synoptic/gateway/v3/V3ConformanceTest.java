package dev.synoptic.gateway.v3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that are not ours, against our socket.
@Needs({Need.PYTHON, Need.CORPUS})
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class V3ConformanceTest {

    private static final String KNOWN = "198.18.25.10";
    private static final String UNKNOWN = "198.18.25.99";
    private static final String KNOWN6 = "2001:db8:25::10";

    @Test
    void theUnixSocketPassesTheByteLevelCheck() throws Exception {
        try (var stand = V3Stand.open()) {
            passes(check(
                    "v3_conformance.py",
                    "--os",
                    "^Linux 3.11",
                    "--known6",
                    KNOWN6,
                    "--conns",
                    "900",
                    stand.unixEndpoint().toString(),
                    KNOWN,
                    UNKNOWN));
        }
    }

    @Test
    void theTcpSocketPassesTheByteLevelCheck() throws Exception {
        try (var stand = V3Stand.open()) {
            passes(check(
                    "v3_conformance.py",
                    "--os",
                    "^Linux 3.11",
                    "--known6",
                    KNOWN6,
                    stand.tcpEndpoint().toString(),
                    KNOWN,
                    UNKNOWN));
        }
    }

    @Test
    void theCommandLineClientUnderstandsUs() throws Exception {
        try (var stand = V3Stand.open()) {
            passes(check(
                    "plain_client.sh",
                    "-o",
                    "^Linux",
                    "-6",
                    KNOWN6,
                    "-v",
                    stand.unixEndpoint().toString(),
                    KNOWN,
                    UNKNOWN));
        }
    }

    private static List<String> check(String program, String... arguments) {
        Path clients = Repository.shared().orElseThrow().resolve("clients");
        var command = new ArrayList<String>();
        command.add(clients.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void passes(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains(" 0 failed").doesNotContain("FAIL ");
    }
}
