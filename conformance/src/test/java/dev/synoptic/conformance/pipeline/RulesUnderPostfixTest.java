package dev.synoptic.conformance.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.policy.FingerprintHeader;
import dev.synoptic.gateway.policy.Greylisting;
import dev.synoptic.gateway.policy.PolicyCounters;
import dev.synoptic.gateway.policy.PolicyDesk;
import dev.synoptic.gateway.policy.PolicyDesk.Evidence;
import dev.synoptic.gateway.policy.PolicyProtocol;
import dev.synoptic.gateway.policy.RuleLimits;
import dev.synoptic.gateway.policy.RuleMemory;
import dev.synoptic.gateway.policy.RuleWatch;
import dev.synoptic.gateway.policy.rule.LabelRecord;
import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.SocketLoop;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.config.SettingsSource;
import dev.synoptic.standalone.policy.PolicySetup;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Repository;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator writes under `policy`, seen from a real Postfix, through a week and every way out: the shadow, the
/// gate, suspension, the switch, and a gateway that is gone (`mail.md` K1 to K3).
class RulesUnderPostfixTest {

    private static final String POLICY = """
            policy:
              rules:
                - {name: later, os: [Windows], action: defer-if-permit, mode: enforce, i-understand: true}
                - {name: never, os: [Linux], action: reject, mode: enforce}
                - {name: grey, os: [BSD], action: greylist}
            """;

    private static final String WINDOWS = "198.18.25.20";
    private static final String LINUX = "198.18.25.10";
    private static final String BSD = "198.18.25.40";
    private static final Map<String, String> SYSTEMS = Map.of(WINDOWS, "Windows", LINUX, "Linux", BSD, "BSD");

    private static final String TAKEN = "250 eod 1 headers 0 ours";
    private static final String TAKEN_SILENTLY = "250 eod 0 headers 0 ours";
    private static final String DEFERRED = "450 rcpt 0 headers 1 ours";

    @TempDir
    private Path folder;

    private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private volatile boolean off;
    private volatile boolean good;
    private final PolicyCounters counters = new PolicyCounters();

    @Test
    @Needs({Need.ROOT, Need.PYTHON, Need.POSTFIX, Need.CORPUS})
    void rulesDoWhatTheySayAndNoMore() throws Exception {
        RuleBook book = book();
        var watch = new RuleWatch(book, RuleLimits.USUAL, RuleMemory.NONE, () -> now);
        var place = Endpoint.Tcp.loopback(FreePort.tcp());
        var rules = new PolicyProtocol(desk(book, watch));
        try (var postfix = new Postfix(place.toString())) {
            try (var _ = SocketLoop.open("policy", List.of(Listener.at(place, rules)), System::nanoTime)) {
                throughAWeek(postfix);
                assertThat(watch.suspended()).isEqualTo(1);
            }
            assertThat(postfix.send("gone", WINDOWS)).isEqualTo(TAKEN_SILENTLY);
            assertThat(postfix.end()).isEqualTo("DONE 0");
        }
    }

    private void throughAWeek(Postfix postfix) throws IOException {
        assertThat(postfix.send("shadow", WINDOWS)).isEqualTo(TAKEN);
        now = now.plus(RuleLimits.SHADOW_LEAST);
        assertThat(postfix.send("enforced", WINDOWS)).isEqualTo(DEFERRED);
        assertThat(postfix.send("gated", LINUX)).isEqualTo(TAKEN);
        assertThat(counters.gated().sum()).isEqualTo(1);
        assertThat(postfix.send("in-the-shadow-for-ever", BSD)).isEqualTo(TAKEN);
        assertThat(postfix.send("unknown", MailLab.UNKNOWN)).isEqualTo(TAKEN_SILENTLY);
        off = true;
        assertThat(postfix.send("off", WINDOWS)).isEqualTo(TAKEN_SILENTLY);
        off = false;
        good = true;
        assertThat(postfix.send("good", WINDOWS)).isEqualTo(TAKEN);
        good = false;
        assertThat(postfix.send("suspended", WINDOWS)).isEqualTo(TAKEN);
    }

    private RuleBook book() throws IOException {
        Path file = Files.writeString(folder.resolve("synoptic.yaml"), POLICY);
        return PolicySetup.book(new SettingsSource(Optional.of(file), Map.of(), List.of())
                .load(Settings.class)
                .policy());
    }

    private PolicyDesk desk(RuleBook book, RuleWatch watch) {
        var proof = new LabelRecord(0, 20_000, OptionalDouble.of(5_000), 1_000_000, 100, 0.5);
        return new PolicyDesk(
                RulesUnderPostfixTest::host,
                Optional.empty(),
                PolicyDesk.WAIT,
                book,
                watch,
                List.of(),
                new Evidence(_ -> false, _ -> Optional.of(proof), _ -> good, Greylisting.NONE),
                FingerprintHeader.USUAL,
                () -> off,
                () -> now,
                counters);
    }

    private static Optional<HostAnswer> host(IpAddress address) {
        return Optional.ofNullable(SYSTEMS.get(address.text()))
                .map(name -> HostAnswer.visits(1, 2, 3)
                        .withSystem(new HostAnswer.OperatingSystem(name, "of a kind", false, false)));
    }

    /// A Postfix that asks this gateway, and a client that sends it one message for each line.
    private final class Postfix implements AutoCloseable {

        private final Process process;
        private final BufferedReader said;
        private final BufferedWriter told;

        Postfix(String policy) throws IOException {
            Path script = folder.resolve("rules_under_postfix.sh");
            try (var in = RulesUnderPostfixTest.class.getResourceAsStream("/clients/rules_under_postfix.sh")) {
                if (in == null) throw new IllegalStateException("no script");
                Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
            }
            var builder = new ProcessBuilder(
                    "bash",
                    script.toString(),
                    MailLab.clients().toString(),
                    Repository.root().resolve("deploy/postfix").toString(),
                    policy);
            builder.environment()
                    .putAll(Map.of("PORT", Integer.toString(FreePort.tcp()), "SINK", Integer.toString(FreePort.tcp())));
            process = builder.redirectErrorStream(true).start();
            said = process.inputReader(UTF_8);
            told = process.outputWriter(UTF_8);
            assertThat(said.readLine()).isEqualTo("ready");
        }

        String send(String name, String client) throws IOException {
            told.write(name + " " + client + "\n");
            told.flush();
            String line = String.valueOf(said.readLine());
            assertThat(line).startsWith(name + " ");
            return line.substring(name.length() + 1).strip();
        }

        String end() throws IOException {
            told.close();
            return String.valueOf(said.readLine());
        }

        @Override
        public void close() throws IOException {
            told.close();
            process.onExit().completeOnTimeout(process, 1, TimeUnit.MINUTES).join();
            process.destroyForcibly();
        }
    }
}
