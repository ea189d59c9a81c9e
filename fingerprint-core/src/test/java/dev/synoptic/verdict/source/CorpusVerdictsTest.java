package dev.synoptic.verdict.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.corpus.Agreement;
import dev.synoptic.verdict.corpus.MailCorpus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The logs of all hosts of the corpus against what their clients saw (`mail.md` (h) 1).
class CorpusVerdictsTest {

    @ParameterizedTest
    @CsvSource({
        "POSTFIX, mx1, maillog.gz, true",
        "POSTFIX, mx2, maillog.rfc3339.gz, false",
        "EXIM, mx3, mainlog.gz, true",
        "HARAKA, mx4, haraka.log.gz, true",
        "QPSMTPD, mx5, current.gz, false",
        "OPENSMTPD, mx6, maillog.gz, false"
    })
    void every_verdict_is_what_the_client_saw(MailServer server, String host, String log, boolean withPorts) {
        var reading = MailCorpus.read(server, host, host + '/' + log);
        assertThat(Agreement.differences(MailCorpus.truth(host), reading.verdicts(), withPorts))
                .isEmpty();
        assertThat(reading.report().shapes()).isEmpty();
        assertThat(reading.report().otherReasons()).isEmpty();
        assertThat(reading.report().gaps()).isZero();
    }
}
