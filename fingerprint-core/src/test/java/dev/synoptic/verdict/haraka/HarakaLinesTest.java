package dev.synoptic.verdict.haraka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Via;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.source.MailServer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Lines of Haraka that the corpus lacks (`mail.md` a.7).
class HarakaLinesTest {

    private static final String UUID = "77C07DC0-A637-43F5-8264-FBA9521FCD17";

    private static List<Verdict> read(String... lines) {
        String log = Arrays.stream(lines)
                .map(line -> "2026-11-20T16:39:14.854Z [NOTICE] [" + UUID + line)
                .collect(Collectors.joining("\n", "", "\n"));
        return MailCorpus.read(
                        MailServer.HARAKA, MailCorpus.settings("mx").named("mx"), log.getBytes(StandardCharsets.UTF_8))
                .verdicts();
    }

    @Test
    void behind_a_proxy_the_client_is_the_one_of_the_PROXY_header_V22() {
        var verdicts = read(
                "] [core] connect ip=203.0.113.90 port=40001 local_ip=203.0.113.40 local_port=25",
                "] [core] HAProxy proto=TCP6 src_ip=2001:db8:100::7:4711 dst_ip=2001:db8:25::40:25",
                ".1] [core] sender <a@b.example> code=CONT msg=\"\"",
                ".1] [core] recipient <c@lab.example> code=OK msg=\"\" sender=a@b.example",
                ".1] [core] queue code=OK msg=\"Message Queued\"",
                ".1] [core] disconnect ip=2001:db8:100::7 rdns=\"\" helo=\"\" relay=N early=N esmtp=Y tls=N pipe=N"
                        + " errors=0 txns=1 rcpts=1/0/0 msgs=1/0/0 bytes=9 lr=\"\" time=0.5");
        assertThat(verdicts).hasSize(1);
        var verdict = verdicts.getFirst();
        assertThat(verdict.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(verdict.client().text()).isEqualTo("2001:db8:100::7");
        assertThat(verdict.clientPort()).hasValue(4711);
        assertThat(verdict.via()).isEqualTo(Via.PROXY);
        assertThat(verdict.clientName()).isEqualTo("unknown");
        assertThat(verdict.helo()).isEmpty();
    }

    @Test
    void names_that_are_empty_are_none() {
        var verdicts = read(
                "] [core] connect ip=198.51.100.7 port=40001 local_ip=203.0.113.40 local_port=25",
                "] [core] disconnect ip=198.51.100.7 rdns=\"\" helo=\"\" relay=N early=N esmtp=N tls=N pipe=N errors=0"
                        + " txns=0 rcpts=0/0/0 msgs=0/0/0 bytes=0 lr=\"\" time=0.5");
        assertThat(verdicts).hasSize(1);
        assertThat(verdicts.getFirst().clientName()).isEqualTo("unknown");
        assertThat(verdicts.getFirst().helo()).isEmpty();
        assertThat(verdicts.getFirst().via()).isEqualTo(Via.DIRECT);
    }
}
