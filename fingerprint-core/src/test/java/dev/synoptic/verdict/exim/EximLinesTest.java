package dev.synoptic.verdict.exim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.source.MailServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Lines of Exim that tell neither process nor port (`mail.md` a.6).
class EximLinesTest {

    private static final String MESSAGE =
            "1vMABC-000001-2X <= a@b.example H=(h.example) [198.51.100.7] P=esmtp S=400 for c@lab.example";

    private static List<Verdict> read(String... lines) {
        var log = new StringBuilder();
        for (String line : lines) log.append("2026-11-20 16:40:").append(line).append('\n');
        return MailCorpus.read(
                        MailServer.EXIM,
                        MailCorpus.settings("mx").named("mx"),
                        log.toString().getBytes(StandardCharsets.UTF_8))
                .verdicts();
    }

    private static Instant opened(Verdict verdict) {
        return Instant.EPOCH.plus(verdict.openMicros(), ChronoUnit.MICROS);
    }

    @Test
    void a_session_that_was_announced_goes_on_however_long_it_is_silent_V26() {
        var verdicts = read(
                "00.100 SMTP connection from [198.51.100.7] (TCP/IP connection count = 1)",
                "15.000 " + MESSAGE,
                "40.000 " + MESSAGE.replace("000001", "000002"),
                "41.000 SMTP connection from (h.example) [198.51.100.7] closed by QUIT");
        assertThat(verdicts)
                .hasSize(2)
                .allSatisfy(verdict -> assertThat(opened(verdict)).isEqualTo("2026-11-20T16:40:00.100Z"));
    }

    @Test
    void without_a_beginning_an_address_means_one_session_until_it_is_silent_V26() {
        String refused = "H=(h.example) [198.51.100.7] F=<a@b.example> rejected RCPT <x@lab.example>: Unknown user";
        var verdicts = read("00.000 " + refused, "02.000 " + refused.replace("<x@", "<y@"), "10.000 " + refused);
        assertThat(verdicts).extracting(Verdict::outcome).containsExactly(Outcome.REJECTED, Outcome.REJECTED);
        assertThat(verdicts).extracting(Verdict::recipientsRefused).containsExactly(2, 1);
    }

    /// Where only the address tells connections apart, a refused connection is the next one: what was going on is over,
    /// with its own greeting and at its own last word.
    @Test
    void a_refused_connection_says_nothing_of_the_one_before_it_V26() {
        var verdicts = read(
                "00.000 H=mail.example (first.example) [198.51.100.7] rejected EHLO or HELO first.example: no such name",
                "02.000 H=mail.example [198.51.100.7] rejected connection in \"connect\" ACL: enough");
        assertThat(verdicts).extracting(Verdict::stage).containsExactly(Stage.HELO, Stage.CONNECT);
        var first = verdicts.getFirst();
        assertThat(first.helo()).contains("first.example");
        assertThat(first.closeMicros()).hasValue(first.openMicros());
    }
}
