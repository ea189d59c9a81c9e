package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.agent.CaptureInput;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway is killed and upgraded behind its front while a running Postfix and a running Haraka deliver mail: no
/// message is deferred, and nothing is complained of.
class KeptThroughRestartsTest {

    /// Sessions that have to end between two events.
    private static final int SESSIONS = 8;

    /// Sessions with nothing going on, for comparison.
    private static final int QUIET_SESSIONS = 40;

    @TempDir
    private Path folder;

    @Test
    @Needs({Need.ROOT, Need.IPROUTE2, Need.TCPDUMP, Need.P0F, Need.PYTHON, Need.CORPUS, Need.POSTFIX, Need.HARAKA})
    void mailGoesOnWhileGatewaysComeAndGo() throws Exception {
        try (var lab = MailLab.open(Files.createDirectory(folder.resolve("lab")));
                var fleet = Fleet.withoutServices(folder.resolve("fleet"))) {
            fleet.startStreams();
            fleet.play(List.of(CaptureInput.of(lab.capture())), List.of());
            Path config = config(fleet.streamsSettings().bootstrap());
            try (var front =
                    SynopticProcess.start(folder.resolve("front.log"), "front", "--config", config.toString())) {
                Eventually.until(
                        "the front keeps its sockets",
                        () -> front.said()
                                        .lines()
                                        .filter(line -> line.startsWith("keeping"))
                                        .count()
                                == 2);
                List<String> said = underLoad(config, Kept.policyAddress(front.said()));
                System.out.println(String.join("\n", said));
                assertThat(said)
                        .contains("BAD postfix 0", "BAD haraka 0")
                        .contains("COMPLAINTS postfix 0", "COMPLAINTS haraka 0");
            }
        }
    }

    private Path config(String bootstrap) throws Exception {
        return Files.writeString(folder.resolve("synoptic.yaml"), """
                kafka: {bootstrap.servers: "%2$s"}
                topics: {partitions: 4}
                gateway:
                  folder: %1$s/gateway
                  site: site
                  socket: %1$s/gw-v3
                  http-port: 0
                  listeners: [{protocol: policy, unix: %1$s/gw-policy}]
                front:
                  sockets:
                    - {listen: %1$s/v3, protocol: v3, gateways: [%1$s/gw-v3]}
                    - {listen: "127.0.0.1:0", protocol: policy, gateways: [%1$s/gw-policy]}
                """.formatted(folder, bootstrap));
    }

    private List<String> underLoad(Path config, String policy) throws Exception {
        Path stop = folder.resolve("stop");
        Path results = folder.resolve("results");
        Path log = folder.resolve("mail.log");
        var gateway = startGateway(config);
        int quiet = 0;
        Process mail = new ProcessBuilder(
                        script().toString(),
                        MailLab.clients().toString(),
                        folder.resolve("v3").toString(),
                        policy,
                        MailLab.KNOWN,
                        stop.toString(),
                        results.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Eventually.until("mail is under way", () -> Files.readString(log).contains("READY"));
            awaitSessions(results, QUIET_SESSIONS);
            quiet = SessionTimes.read(results).size();
            gateway.kill();
            awaitSessions(results, SESSIONS); // nobody answers
            gateway = startGateway(config);
            awaitSessions(results, SESSIONS);
            gateway.stop(); // as an upgrade does
            gateway = startGateway(config);
            awaitSessions(results, SESSIONS);
        } finally {
            Files.createFile(stop);
            gateway.kill();
            assertThat(mail.waitFor(3, TimeUnit.MINUTES)).as("mail ends").isTrue();
        }
        report(SessionTimes.read(results), quiet);
        return Files.readAllLines(log);
    }

    private static void report(SessionTimes times, int quiet) {
        for (String server : List.of("postfix", "haraka")) {
            System.out.println(
                    "[KEPT] " + server + " undisturbed: " + times.first(quiet).of(server));
            System.out.println("[KEPT] " + server + ", gateways killed and upgraded: "
                    + times.from(quiet).of(server));
        }
    }

    /// Returns once the front finds the host through it.
    private SynopticProcess startGateway(Path config) throws Exception {
        var gateway = SynopticProcess.start(folder.resolve("gateway.log"), "gateway", "--config", config.toString());
        Eventually.until("the gateway knows the host", () -> {
            if (!gateway.process().isAlive()) throw new AssertionError(gateway.said());
            return V3Question.isKnown(folder.resolve("v3"), MailLab.KNOWN);
        });
        return gateway;
    }

    private static void awaitSessions(Path results, int sessions) throws Exception {
        long before = Files.readAllLines(results).size();
        Eventually.until("sessions end", () -> Files.readAllLines(results).size() >= before + sessions);
    }

    private Path script() throws Exception {
        Path script = folder.resolve("mail_under_way.sh");
        try (var in = KeptThroughRestartsTest.class.getResourceAsStream("/clients/mail_under_way.sh")) {
            if (in == null) throw new IllegalStateException("no script");
            Files.copy(in, script);
        }
        script.toFile().setExecutable(true);
        return script;
    }
}
