package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.policy.FingerprintHeader;
import dev.synoptic.gateway.policy.PolicyCounters;
import dev.synoptic.gateway.policy.PolicyDesk;
import dev.synoptic.gateway.policy.PolicyDesk.Evidence;
import dev.synoptic.gateway.policy.PolicyProtocol;
import dev.synoptic.gateway.policy.RuleLimits;
import dev.synoptic.gateway.policy.RuleMemory;
import dev.synoptic.gateway.policy.RuleWatch;
import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.SocketLoop;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Postfix snippets as written: a forged `X-OS-Fingerprint` is dropped, the site's own loses its word and stays.
class ForgedHeaderTest {

    private static final String TOKEN = "k7Qz-2026";

    @TempDir
    private Path folder;

    @Test
    @Needs({Need.ROOT, Need.PYTHON, Need.POSTFIX, Need.CORPUS})
    void onlyTheSitesOwnHeaderArrives() throws Exception {
        try (var gateway = SocketLoop.open(
                "policy",
                List.of(Listener.at(Endpoint.Tcp.loopback(0), new PolicyProtocol(desk()))),
                System::nanoTime)) {
            assertThat(deliver(gateway.endpoints().getFirst().toString()))
                    .containsExactly(
                            "known Linux 3.11 and newer (" + MailLab.KNOWN + ")",
                            "known-wrong-word Linux 3.11 and newer (" + MailLab.KNOWN + ")",
                            "DONE 0");
        }
    }

    private static PolicyDesk desk() {
        HostAnswer linux = HostAnswer.visits(1, 2, 3)
                .withSystem(new HostAnswer.OperatingSystem("Linux", "3.11 and newer", false, false));
        IpAddress known = IpAddress.parse(MailLab.KNOWN).orElseThrow();
        return new PolicyDesk(
                address -> address.equals(known) ? Optional.of(linux) : Optional.empty(),
                Optional.empty(),
                PolicyDesk.WAIT,
                RuleBook.EMPTY,
                new RuleWatch(RuleBook.EMPTY, RuleLimits.USUAL, RuleMemory.NONE, () -> Instant.EPOCH),
                List.of(),
                Evidence.NONE,
                new FingerprintHeader(FingerprintHeader.Form.LABEL, Optional.of(TOKEN)),
                () -> false,
                () -> Instant.EPOCH,
                new PolicyCounters());
    }

    private List<String> deliver(String policy) throws Exception {
        Path script = folder.resolve("forged_header.sh");
        try (var in = ForgedHeaderTest.class.getResourceAsStream("/clients/forged_header.sh")) {
            if (in == null) throw new IllegalStateException("no script");
            Files.copy(in, script);
        }
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        "bash",
                        script.toString(),
                        MailLab.clients().toString(),
                        Repository.root().resolve("deploy/postfix").toString(),
                        policy,
                        TOKEN,
                        MailLab.KNOWN,
                        MailLab.UNKNOWN)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("Postfix ends").isTrue();
        return Files.readAllLines(log);
    }
}
