package dev.synoptic.verdict.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Unit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sessions that postscreen sees first (`mail.md` a.5).
class PostscreenLinesTest extends PostfixReading {

    @Test
    void a_screened_session_begins_with_postscreen_and_is_told_by_smtpd_alone_V25() {
        read(
                "10:00:00 postscreen[6]: CONNECT from [198.51.100.7]:4711 to [203.0.113.10]:25",
                "10:00:06 postscreen[6]: PASS NEW [198.51.100.7]:4711",
                "10:00:07 smtpd[1]: connect from mail.example[198.51.100.7]",
                "10:00:08 smtpd[1]: lost connection after CONNECT from mail.example[198.51.100.7]",
                "10:00:08 smtpd[1]: disconnect from mail.example[198.51.100.7] commands=0/0");
        assertThat(verdicts).hasSize(1);
        assertThat(verdicts.getFirst().closeMicros().orElseThrow()
                        - verdicts.getFirst().openMicros())
                .isEqualTo(8_000_000);
        assertThat(verdicts.getFirst().clientPort()).hasValue(4711);
        assertThat(verdicts.getFirst().service()).isEqualTo("smtpd");
    }

    @Test
    void passing_after_a_refusal_hands_nothing_over_V23() {
        read(
                "10:00:00 postscreen[6]: CONNECT from [198.51.100.7]:4711 to [203.0.113.10]:25",
                "10:00:06 postscreen[6]: NOQUEUE: reject: RCPT from [198.51.100.7]:4711: 450 4.3.2 Service currently"
                        + " unavailable; from=<a@b.example>, to=<c@d.example>, proto=ESMTP, helo=<h.example>",
                "10:00:06 postscreen[6]: PASS NEW [198.51.100.7]:4711",
                "10:00:07 postscreen[6]: DISCONNECT [198.51.100.7]:4711");
        assertThat(verdicts).hasSize(1);
        var verdict = verdicts.getFirst();
        assertThat(verdict.outcome()).isEqualTo(Outcome.DEFERRED);
        assertThat(verdict.reason()).contains("postscreen_new");
        assertThat(verdict.helo()).contains("h.example");
        assertThat(verdict.recipientDomains()).containsExactly("d.example");
    }

    @ParameterizedTest
    @CsvSource({
        "PREGREET 11 after 0.1 from [198.51.100.7]:4711: EHLO x\\r\\n,,REJECTED",
        "DNSBL rank 2 for [198.51.100.7]:4711,,REJECTED",
        "DENYLISTED [198.51.100.7]:4711,,REJECTED",
        "BLACKLISTED [198.51.100.7]:4711,,REJECTED",
        "DNSBL rank 2 for [198.51.100.7]:4711,HANGUP after 1.2 from [198.51.100.7]:4711 in tests before SMTP handshake,ABORTED",
        "COMMAND PIPELINING from [198.51.100.7]:4711 after HELO: x,,ABORTED"
    })
    void dropped_by_postscreen_V24(String failed, String after, Outcome outcome) {
        List<String> lines = new ArrayList<>();
        lines.add("10:00:00 postscreen[6]: CONNECT from [198.51.100.7]:4711 to [203.0.113.10]:25");
        lines.add("10:00:02 postscreen[6]: " + failed);
        if (after != null) lines.add("10:00:02 postscreen[6]: " + after);
        lines.add("10:00:03 postscreen[6]: DISCONNECT [198.51.100.7]:4711");
        read(lines.toArray(String[]::new));
        assertThat(outcomes()).containsExactly(outcome);
        assertThat(verdicts.getFirst().unit()).isEqualTo(Unit.CONNECTION);
        assertThat(report.shapes()).isEmpty();
    }
}
