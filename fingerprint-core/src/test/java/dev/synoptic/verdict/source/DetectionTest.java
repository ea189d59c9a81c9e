package dev.synoptic.verdict.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.corpus.MailCorpus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionTest {

    @ParameterizedTest
    @CsvSource({
        "POSTFIX, mx1/maillog.gz",
        "POSTFIX, mx2/maillog.rfc3339.gz",
        "POSTFIX, mx2/journal.json.gz",
        "EXIM, mx3/mainlog.gz",
        "HARAKA, mx4/haraka.log.gz",
        "QPSMTPD, mx5/current.gz",
        "OPENSMTPD, mx6/maillog.gz",
        "RSPAMD, mx1/rspamd.log.gz"
    })
    void a_log_tells_who_wrote_it(MailServer server, String log) {
        assertThat(Detection.of(MailCorpus.lines(log), MailCorpus.settings("s")))
                .contains(server);
    }

    /// One syslog file of both, as just begun: as many verdicts of either or less, and more lines of the filter's.
    @Test
    void of_a_filter_and_a_mail_server_in_one_log_it_is_the_mail_servers_V30() {
        String task = "id: <a@b>, qid: <A1B2C3D4E5F>, ip: 198.51.100.7, from: <c@d>, (default: F (no action):"
                + " [0.00/15.00] [X(0.00){}]), len: 5, time: 1ms, dns req: 0, digest: <x>";
        List<String> both = new ArrayList<>(List.of(
                "Nov 20 16:39:05 mx1 postfix/smtpd[9]: connect from unknown[198.51.100.7]",
                "Nov 20 16:39:05 mx1 postfix/smtpd[9]: A1B2C3D4E5F: client=unknown[198.51.100.7]",
                "Nov 20 16:39:06 mx1 postfix/qmgr[7]: A1B2C3D4E5F: from=<c@d>, size=5, nrcpt=1 (queue active)",
                "Nov 20 16:39:06 mx1 postfix/smtpd[9]: disconnect from unknown[198.51.100.7] mail=1 rcpt=1 commands=2",
                "Nov 20 16:39:06 mx1 rspamd[5]: <ab656b>; proxy; rspamd_task_write_log: " + task));
        for (int i = 0; i < 20; i++)
            both.add("Nov 20 16:39:06 mx1 rspamd[5]: <ab656b>; lua; a_function: says something");

        assertThat(Detection.of(both, MailCorpus.settings("s"))).contains(MailServer.POSTFIX);
        both.subList(0, 4).clear();
        assertThat(Detection.of(both, MailCorpus.settings("s"))).contains(MailServer.RSPAMD);
        both.add("Nov 20 16:39:07 mx1 postfix/anvil[3]: statistics: max cache size 1 at Nov 20 16:39:05");
        assertThat(Detection.of(both, MailCorpus.settings("s"))).contains(MailServer.POSTFIX);
    }

    @Test
    void other_texts_tell_nothing() {
        var settings = MailCorpus.settings("s");
        assertThat(Detection.of(List.of(), settings)).isEmpty();
        assertThat(Detection.of(List.of("os,accepted", "Linux,1"), settings)).isEmpty();
        assertThat(Detection.of(List.of("Nov 20 16:39:05 mx1 cron[1]: (root) CMD (true)"), settings))
                .isEmpty();
    }

    @Test
    void every_server_has_a_name_to_choose_it_by() {
        assertThat(MailServer.names()).isEqualTo("postfix, exim, haraka, qpsmtpd, opensmtpd, rspamd");
        assertThat(MailServer.named("exim")).contains(MailServer.EXIM);
        assertThat(MailServer.named("sendmail")).isEmpty();
    }
}
