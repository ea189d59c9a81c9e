package dev.synoptic.conformance.fronts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.conformance.pipeline.AmavisQuestion;
import dev.synoptic.conformance.pipeline.Eventually;
import dev.synoptic.conformance.pipeline.V3Question;
import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.answer.OldWording;
import dev.synoptic.signature.LabelNames;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The snippets of `deploy/` as they are written, in a running server of each kind: a Windows host is told of,
/// another is not, and nothing is complained of. (Postfix's policy snippet is tested with its header rules,
/// `ForgedHeaderTest`.)
class SnippetsTest {

    @TempDir
    private Path folder;

    @Test
    @Needs({Need.HARAKA, Need.PYTHON, Need.CORPUS})
    void haraka() throws Exception {
        assertThat(mail("haraka"))
                .containsExactly(
                        "known os=\"Windows 7 or 8\" link_type=\"DSL\" distance=3 total_conn=7", "unknown ", "DONE 0");
    }

    @Test
    @Needs({Need.QPSMTPD, Need.CORPUS})
    void qpsmtpdTakesKarmaOff() throws Exception {
        assertThat(mail("qpsmtpd"))
                .containsExactly("known Windows 7 or 8 karma -1", "unknown nothing karma 0", "DONE 0");
    }

    @Test
    @Needs({Need.QPSMTPD, Need.CORPUS})
    void qpsmtpdAsksForIpv6ClientsByTheirAddresses() throws Exception {
        var one = AskedFronts.one(AskedFronts.KNOWN6, AskedFronts.WINDOWS);
        assertThat(mail("qpsmtpd_ipv6", one, AskedFronts.KNOWN6, "2001:db8:25::99"))
                .containsExactly("known Windows 7 or 8 karma -1", "unknown nothing karma 0", "DONE 0");
    }

    @Test
    @Needs({Need.RSPAMD, Need.CORPUS})
    void rspamdByItsModule() throws Exception {
        assertThat(mail("rspamd_p0f")).containsExactly("known OS_DSL OS_WINDOWS P0F", "unknown ", "DONE 0");
    }

    @Test
    @Needs({Need.RSPAMD, Need.CORPUS})
    void rspamdByTheZone() throws Exception {
        assertThat(mail("rspamd_rbl")).containsExactly("known OS_ZONE_WINDOWS", "unknown ", "DONE 0");
    }

    @Test
    @Needs({Need.SPAMASSASSIN, Need.CORPUS})
    void spamassassinByTheZoneAndByTheHeader() throws Exception {
        assertThat(mail("spamassassin"))
                .containsExactly("lint 0", "known OS_HEADER_WINDOWS,OS_WINDOWS", "unknown none", "DONE 0");
    }

    @Test
    @Needs({Need.DIG, Need.CORPUS})
    void unboundSendsTheZoneToTheGateway() throws Exception {
        assertThat(mail("unbound"))
                .containsExactly(
                        "known NOERROR 127.0.1.1 127.0.2.2 127.0.3.3 127.0.4.16", "unknown NXDOMAIN ", "DONE 0");
    }

    @Test
    @Needs({Need.ROOT, Need.AMAVIS, Need.PYTHON, Need.CORPUS})
    void amavisd() throws Exception {
        assertThat(mail("amavisd"))
                .containsExactly(
                        "known Windows 7 or 8; dist: 3; link: DSL; params: generic, [198.18.25.10]:41303",
                        "unknown ",
                        "DONE 0");
    }

    @Test
    @Needs({Need.ROOT, Need.POSTFIX, Need.PYTHON, Need.CORPUS})
    void postscreenIsToldAndRefusesNobodyForIt() throws Exception {
        assertThat(mail("postscreen"))
                .containsExactly(
                        "known listed by domain os.example as 127.0.1.1",
                        "known PASS NEW",
                        "known delivered",
                        "unknown PASS NEW",
                        "unknown delivered",
                        "map postmaster.example",
                        "DONE 0");
    }

    @Test
    @Needs({Need.ROOT, Need.EXIM, Need.PYTHON, Need.CORPUS})
    void eximPutsItsOwnHeaderInTheForgedOnesPlace() throws Exception {
        assertThat(mail("exim"))
                .containsExactlyInAnyOrder(
                        "known X-OS-Fingerprint: Windows 7 or 8 (198.18.25.10)",
                        "known X-OS-DNS: os=Windows 7 or 8; link=DSL; dist=3; conns=7",
                        "unknown X-OS-Fingerprint: Unknown (198.18.25.99)",
                        "DONE 0");
    }

    @Test
    @Needs({Need.RSPAMD, Need.CORPUS})
    void patternsOfP0fs309bFindItsWordsWhereTheListenerSpeaksThem() throws Exception {
        var database = SignatureDatabase.parseForFleet(
                "p0f.fp", Files.readAllBytes(Repository.root().resolve("p0f.fp")));
        var today = AskedFronts.one(new OperatingSystem("Windows", "10, 11, Server 2019-2025", false, false));
        assertThat(mail("rspamd_old_words", today)).containsExactly("known NEW_10 P0F", "unknown ", "DONE 0");
        assertThat(mail("rspamd_old_words", new OldWording(today, LabelNames.of(database))))
                .containsExactly("known OLD_NT P0F", "unknown ", "DONE 0");
    }

    private List<String> mail(String server) throws Exception {
        return mail(server, AskedFronts.oneWindows());
    }

    private List<String> mail(String server, HostFinder hosts) throws Exception {
        return mail(server, hosts, AskedFronts.KNOWN, AskedFronts.UNKNOWN);
    }

    private List<String> mail(String server, HostFinder hosts, String known, String unknown) throws Exception {
        Path script = folder.resolve("snippet.sh");
        try (var in = SnippetsTest.class.getResourceAsStream("/clients/snippet.sh")) {
            if (in == null) throw new IllegalStateException("no script");
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        Path log = folder.resolve("log");
        try (var fronts = AskedFronts.open(folder, hosts)) {
            warm(fronts, known);
            var builder = new ProcessBuilder(
                    "bash",
                    script.toString(),
                    Repository.shared().orElseThrow().resolve("clients").toString(),
                    Repository.root().resolve("deploy").toString(),
                    server,
                    known,
                    unknown);
            builder.environment().putAll(fronts.places());
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            assertThat(process.waitFor(4, TimeUnit.MINUTES))
                    .as(server + " ends")
                    .isTrue();
        }
        return Files.readAllLines(log);
    }

    /// amavisd takes what has come within 50 ms, and rspamd waits a second: the first question of all takes longer.
    private void warm(AskedFronts fronts, String known) throws Exception {
        Path socket = folder.resolve("p0f");
        int analyzer = fronts.datagrams().addresses().get(1).getPort();
        for (int i = 0; i < 20; i++) {
            Eventually.until("a p0f query is answered", () -> V3Question.isKnown(socket, known));
            Eventually.until("a datagram is answered", () -> AmavisQuestion.isAnswered(analyzer, known));
        }
    }
}
