package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.agent.CaptureInput;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway is killed and upgraded behind its front while a running Postfix and a running Haraka deliver mail: no
/// message is deferred, nothing is complained of, and no session is delayed beyond its normal time.
///
/// What is normal is a rule, not a figure of one machine: a session takes what mail and the machine's load take, and of
/// that no question waits longer for its answer than the wait for a handshake that its protocol allows (design §4) and
/// the front's grace. Front and tap count waits; what a start takes from the machine shows in a run in which an equal
/// gateway starts beside that nobody asks.
class KeptThroughRestartsTest {

    /// Sessions that have to end between two events.
    private static final int SESSIONS = 8;

    /// Sessions with nothing going on, for comparison.
    private static final int QUIET_SESSIONS = 80;

    private static final List<String> SERVERS = List.of("postfix", "haraka");

    @TempDir
    private Path folder;

    @Test
    @Needs({Need.ROOT, Need.IPROUTE2, Need.TCPDUMP, Need.P0F, Need.PYTHON, Need.CORPUS, Need.POSTFIX, Need.HARAKA})
    void mailGoesOnWhileGatewaysComeAndGo() throws Exception {
        try (var lab = MailLab.open(Files.createDirectory(folder.resolve("lab")));
                var fleet = Fleet.withoutServices(folder.resolve("fleet"))) {
            fleet.startStreams();
            fleet.play(List.of(CaptureInput.of(lab.capture())), List.of());
            String bootstrap = fleet.streamsSettings().bootstrap();
            Path config = config("gw", bootstrap);
            Path beside = config("beside", bootstrap);
            try (var front =
                    SynopticProcess.start(folder.resolve("front.log"), "front", "--config", config.toString())) {
                Eventually.until(
                        "the front keeps its sockets", () -> front.said().contains("metrics: port "));
                var counted = new FrontCounts(front.said());
                try (var postfix = AnswerTap.policy(Kept.policyAddress(front.said()));
                        var haraka = AnswerTap.v3(folder.resolve("tap"), folder.resolve("v3"))) {
                    List<String> said = underLoad(config, beside, List.of(postfix, haraka));
                    System.out.println(String.join("\n", said));
                    assertThat(said)
                            .contains("BAD postfix 0", "BAD haraka 0")
                            .contains("COMPLAINTS postfix 0", "COMPLAINTS haraka 0");
                    everyQuestionIsAnsweredInTime(counted, List.of(postfix, haraka));
                }
            }
        }
    }

    private static void everyQuestionIsAnsweredInTime(FrontCounts counted, List<AnswerTap> taps) throws Exception {
        System.out.println("[KEPT] the front: " + counted.words());
        assertThat(counted.sum("overdue")).as("answers later than promised").isZero();
        assertThat(counted.sum("passed")).as("answers of gateways").isPositive();
        assertThat(counted.sum("not_known"))
                .as("answers in the place of gateways")
                .isPositive();
        assertThat(counted.sum("passed") + counted.sum("not_known")).isEqualTo(counted.sum("requests"));
        assertThat(counted.sum("failed")).isZero();
        for (AnswerTap tap : taps) {
            Eventually.until(
                    "every question is answered", () -> tap.waitsNanos().size() == tap.asked());
        }
    }

    private Path config(String name, String bootstrap) throws Exception {
        return Files.writeString(folder.resolve(name + ".yaml"), """
                kafka: {bootstrap.servers: "%2$s"}
                topics: {partitions: 4}
                gateway:
                  folder: %1$s/%3$s
                  group: %3$s
                  site: site
                  socket: %1$s/%3$s-v3
                  http-port: 0
                  listeners: [{protocol: policy, unix: %1$s/%3$s-policy}]
                front:
                  metrics-port: 0
                  sockets:
                    - {listen: %1$s/v3, protocol: v3, gateways: [%1$s/%3$s-v3]}
                    - {listen: "127.0.0.1:0", protocol: policy, gateways: [%1$s/%3$s-policy]}
                """.formatted(folder, bootstrap, name));
    }

    private List<String> underLoad(Path config, Path beside, List<AnswerTap> taps) throws Exception {
        Path stop = folder.resolve("stop");
        Path results = folder.resolve("results");
        Path log = folder.resolve("mail.log");
        var phases = new Phases(results, taps);
        var gateway = startGateway(config, "gw-v3");
        Process mail = new ProcessBuilder(
                        script().toString(),
                        MailLab.clients().toString(),
                        folder.resolve("tap").toString(),
                        taps.getFirst().address(),
                        MailLab.KNOWN,
                        stop.toString(),
                        results.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Eventually.until("mail is under way", () -> Files.readString(log).contains("READY"));
            awaitSessions(results, QUIET_SESSIONS);
            phases.end("undisturbed");
            besides(beside, results);
            phases.end("an equal gateway starts beside, which nobody asks");
            gateway.kill();
            awaitSessions(results, SESSIONS); // nobody answers
            gateway = startGateway(config, "gw-v3");
            awaitSessions(results, SESSIONS);
            gateway.stop(); // as an upgrade does
            gateway = startGateway(config, "gw-v3");
            awaitSessions(results, SESSIONS);
            phases.end("killed and upgraded");
        } finally {
            Files.createFile(stop);
            gateway.kill();
            assertThat(mail.waitFor(3, TimeUnit.MINUTES)).as("mail ends").isTrue();
        }
        phases.report();
        return Files.readAllLines(log);
    }

    /// The same two starts and ends, of a gateway that has nothing to do with mail.
    private void besides(Path config, Path results) throws Exception {
        var other = startGateway(config, "beside-v3");
        try {
            other.kill();
            awaitSessions(results, SESSIONS);
            other = startGateway(config, "beside-v3");
            awaitSessions(results, SESSIONS);
            other.stop();
        } finally {
            other.kill();
        }
    }

    /// What was going on when, and what sessions and questions took meanwhile.
    private static final class Phases {
        private final Path results;
        private final List<AnswerTap> taps;
        private final List<Phase> all = new ArrayList<>();

        private record Phase(String name, int sessions, List<Integer> answers) {}

        Phases(Path results, List<AnswerTap> taps) {
            this.results = results;
            this.taps = taps;
        }

        void end(String name) throws Exception {
            all.add(new Phase(
                    name,
                    SessionTimes.read(results).size(),
                    taps.stream().map(tap -> tap.waitsNanos().size()).toList()));
        }

        void report() throws Exception {
            var times = SessionTimes.read(results);
            var before = new Phase("", 0, List.of(0, 0));
            for (Phase phase : all) {
                for (int i = 0; i < SERVERS.size(); i++) {
                    var sessions = times.between(before.sessions(), phase.sessions());
                    var waits = taps.get(i)
                            .waitsNanos()
                            .subList(before.answers().get(i), phase.answers().get(i));
                    System.out.println("[KEPT] " + SERVERS.get(i) + ", " + phase.name() + ": "
                            + sessions.of(SERVERS.get(i), waits));
                }
                before = phase;
            }
        }
    }

    /// Returns once it knows the host.
    private SynopticProcess startGateway(Path config, String socket) throws Exception {
        var gateway = SynopticProcess.start(folder.resolve("gateway.log"), "gateway", "--config", config.toString());
        Eventually.until("the gateway knows the host", () -> {
            if (!gateway.process().isAlive()) throw new AssertionError(gateway.said());
            return V3Question.isKnown(folder.resolve(socket), MailLab.KNOWN);
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
