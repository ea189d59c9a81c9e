package dev.synoptic.verdict.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.corpus.MailCorpus;
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
        "OPENSMTPD, mx6/maillog.gz"
    })
    void a_log_tells_who_wrote_it(MailServer server, String log) {
        assertThat(Detection.of(MailCorpus.lines(log), MailCorpus.settings("s")))
                .contains(server);
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
