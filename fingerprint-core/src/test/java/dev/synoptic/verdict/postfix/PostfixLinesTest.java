package dev.synoptic.verdict.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.Verdict.Unit;
import dev.synoptic.verdict.Verdict.Via;
import dev.synoptic.verdict.corpus.MailCorpus;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sessions of Postfix (`mail.md` a.4, a.5).
class PostfixLinesTest extends PostfixReading {

    @Test
    void two_unknown_recipients_and_one_good_one_are_one_accepted_message_V3() {
        var message = accepted("03", "AAAAAA", "a@b.example");
        read(
                connect(),
                unknown("01", "a@b.example", "x@c.example"),
                unknown("02", "a@b.example", "y@c.example"),
                message[0],
                message[1],
                disconnect(" ehlo=1 mail=1 rcpt=1/3 data=1 quit=1 commands=5/7"));
        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED);
        assertThat(verdicts.getFirst().recipientsRefused()).isEqualTo(2);
        assertThat(verdicts.getFirst().recipientDomains()).containsExactly("c.example");
        assertThat(verdicts.getFirst().helo()).contains("h.example");
        assertThat(verdicts.getFirst().senderDomain()).contains("b.example");
    }

    @Test
    void a_refused_message_and_then_an_accepted_one_are_two_V20() {
        var message = accepted("03", "AAAAAA", "a@b.example");
        read(
                connect(),
                unknown("01", "a@b.example", "x@c.example"),
                message[0],
                message[1],
                disconnect(" ehlo=1 mail=2 rcpt=1/2 rset=1 data=1 quit=1 commands=6/7"));
        assertThat(outcomes()).containsExactly(Outcome.REJECTED, Outcome.ACCEPTED);
        assertThat(verdicts.stream().map(Verdict::eventId).distinct()).hasSize(2);
        assertThat(verdicts.stream().map(Verdict::sessionId).distinct()).hasSize(1);
    }

    @Test
    void without_counts_only_what_is_near_is_put_together_V20() {
        var near = accepted("02", "AAAAAA", "a@b.example");
        read(connect(), unknown("01", "a@b.example", "x@c.example"), near[0], near[1], disconnect(""));
        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED);
        verdicts.clear();
        var far = accepted("05", "AAAAAA", "a@b.example");
        read(connect(), unknown("01", "a@b.example", "x@c.example"), far[0], far[1], disconnect(""));
        assertThat(outcomes()).containsExactly(Outcome.REJECTED, Outcome.ACCEPTED);
    }

    @Test
    void transactions_with_one_recipient_each_are_told_apart_by_the_count_V20() {
        read(
                connect(),
                unknown("01", "a@b.example", "x@c.example"),
                unknown("02", "a@b.example", "y@c.example"),
                unknown("03", "a@b.example", "z@c.example"),
                disconnect(" ehlo=1 mail=3 rcpt=0/3 commands=4/7"));
        assertThat(outcomes()).containsExactly(Outcome.REJECTED, Outcome.REJECTED, Outcome.REJECTED);
    }

    @Test
    void a_recipient_that_is_refused_again_in_one_transaction_is_no_second_one_V2() {
        read(
                connect(),
                unknown("01", "a@b.example", "x@c.example"),
                unknown("02", "a@b.example", "x@c.example"),
                disconnect(" ehlo=1 mail=1 rcpt=0/2 commands=2/4"));
        assertThat(outcomes()).containsExactly(Outcome.REJECTED);
    }

    @Test
    void refused_at_MAIL_ends_a_transaction_V20() {
        String size = "552 5.3.4 Message size exceeds fixed limit";
        read(
                connect(),
                reject("01", "MAIL", size, "a@b.example", ""),
                reject("02", "MAIL", size, "a@b.example", ""),
                disconnect(" ehlo=1 mail=0/2 quit=1 commands=2/4"));
        assertThat(verdicts)
                .hasSize(2)
                .allMatch(v -> v.stage() == Stage.MAIL && v.reason().equals(Optional.of("size")));
    }

    @Test
    void transactions_without_a_trace_are_aborted_V20() {
        read(connect(), disconnect(" ehlo=1 mail=3 rcpt=3 rset=3 commands=10"));
        assertThat(verdicts).hasSize(3).allMatch(v -> v.outcome() == Outcome.ABORTED && v.stage() == Stage.MAIL);
    }

    @Test
    void countless_transactions_without_a_trace_are_counted_in_few_records() {
        read(connect(), disconnect(" ehlo=1 mail=100000 rset=100000 commands=200001"));
        assertThat(verdicts).hasSize(SessionVerdicts.UNTOLD_MAX);
        assertThat(verdicts.stream().mapToInt(Verdict::repeat).sum()).isEqualTo(100_000);
    }

    @Test
    void the_strongest_answer_counts_V3() {
        read(
                connect(),
                reject(
                        "01",
                        "RCPT",
                        "450 4.2.0 <x@c.example>: Recipient address rejected: Greylisted",
                        "a@b",
                        "x@c.example"),
                reject(
                        "02",
                        "RCPT",
                        "450 4.1.8 <a@b>: Sender address rejected: Domain not found",
                        "a@b",
                        "y@c.example"),
                disconnect(" ehlo=1 mail=1 rcpt=0/2 commands=2/4"));
        assertThat(outcomes()).containsExactly(Outcome.GREYLISTED);
        assertThat(verdicts.getFirst().reason()).contains("greylist");
    }

    @Test
    void a_recipient_named_after_a_list_does_not_make_a_list_of_the_answer() {
        read(
                connect(),
                reject("01", "RCPT", "450 4.1.1 <greylist@c.example>: User unknown", "a@b", "greylist@c.example"),
                disconnect(" ehlo=1 mail=1 rcpt=0/1 commands=2/3"));
        assertThat(outcomes()).containsExactly(Outcome.DEFERRED);
        assertThat(verdicts.getFirst().reason()).contains("unknown_user");
    }

    @Test
    void refused_by_content_milter_or_data_restriction_V20() {
        read(
                connect(),
                "10:00:01 smtpd[1]: AAAAAA: client=" + PEER,
                "10:00:02 cleanup[3]: AAAAAA: reject: header Subject: x from evil[192.0.2.1]; from=<e@e> to=<f@f> proto=ESMTP"
                        + " helo=<h>: 4.0.0 no from " + PEER
                        + "; from=<a@b.example> to=<c@d.example> proto=ESMTP helo=<h>:"
                        + " 5.7.1 spam content",
                "10:00:03 smtpd[1]: BBBBBB: client=" + PEER,
                "10:00:04 cleanup[3]: BBBBBB: milter-reject: END-OF-MESSAGE from mail.example[198.51.100.7]: 4.7.1 Try again"
                        + " later; from=<a@b.example> to=<c@d.example> proto=ESMTP helo=<h>",
                "10:00:05 smtpd[1]: CCCCCC: client=" + PEER,
                "10:00:06 smtpd[1]: CCCCCC: reject: DATA from " + PEER
                        + ": 503 5.5.0 <DATA>: Data command rejected: Improper"
                        + " use of SMTP command pipelining; from=<a@b.example> to=<c@d.example> proto=SMTP helo=<h>",
                "10:00:07 smtpd[1]: DDDDDD: client=" + PEER,
                "10:00:08 smtpd[1]: warning: DDDDDD: queue file size limit exceeded",
                disconnect(" ehlo=1 mail=4 rcpt=4 data=0/4 commands=9/13"));
        assertThat(verdicts)
                .extracting(
                        v -> v.outcome() + " " + v.stage() + " " + v.reason().orElse("-"))
                .containsExactly(
                        "REJECTED EOM content",
                        "DEFERRED EOM content_defer",
                        "REJECTED DATA early_talker",
                        "REJECTED EOM size");
        assertThat(verdicts.get(1).code()).isEqualTo(OptionalInt.empty());
        assertThat(verdicts.get(1).enhanced()).contains("4.7.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "warning: mail.example[198.51.100.7]:4711: SASL LOGIN authentication failed: (reason unavailable), sasl_username=a | ehlo=1 auth=0/1 quit=1 commands=2/3 | REJECTED | AUTH | 535",
                "warning: mail.example[198.51.100.7]:4711: SASL PLAIN authentication failed: Connection lost to authentication server | ehlo=1 auth=0/1 | DEFERRED | AUTH | 454",
                "warning: mail.example[198.51.100.7]:4711: SASL LOGIN authentication failed: UGFzc3dvcmQ6 | ehlo=1 auth=1/2 quit=1 | ABORTED | CONNECT | 0",
                "warning: Connection rate limit exceeded: 11 from mail.example[198.51.100.7]:4711 for service smtpd | commands=0/0 | DEFERRED | CONNECT | 421",
                "warning: New TLS session rate limit exceeded: 11 from mail.example[198.51.100.7]:4711 for service smtpd | ehlo=1 starttls=0/1 | DEFERRED | STARTTLS | 421",
                "NOQUEUE: reject: CONNECT from mail.example[198.51.100.7]:4711: 554 5.7.1 <mail.example[198.51.100.7]>: Client host rejected: Access denied; proto=SMTP | quit=1 | REJECTED | CONNECT | 554",
                "NOQUEUE: reject: HELO from mail.example[198.51.100.7]:4711: 504 5.5.2 <x>: Helo command rejected: need fully-qualified hostname; proto=SMTP helo=<x> | helo=0/1 | REJECTED | HELO | 504",
                "warning: non-SMTP command from mail.example[198.51.100.7]:4711: GET / HTTP/1.1 | unknown=0/1 | ABORTED | CONNECT | 0",
                "too many errors after UNKNOWN from mail.example[198.51.100.7]:4711 | unknown=0/20 | ABORTED | CONNECT | 0"
            })
    void a_connection_without_a_transaction_V4(String line, String commands, Outcome outcome, Stage stage, int code) {
        read(connect(), "10:00:01 smtpd[1]: " + line, disconnect(' ' + commands));
        assertThat(verdicts).hasSize(1);
        var verdict = verdicts.getFirst();
        assertThat(verdict.unit()).isEqualTo(Unit.CONNECTION);
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.stage()).isEqualTo(stage);
        assertThat(verdict.code().orElse(0)).isEqualTo(code);
        assertThat(report.shapes()).isEmpty();
    }

    @Test
    void the_proof_of_acceptance_may_come_late_and_later_still_corrects_V20() {
        read(
                connect(),
                "10:00:01 smtpd[1]: AAAAAA: client=" + PEER,
                disconnect(" ehlo=1 mail=1 rcpt=1 data=1 commands=4"),
                "10:00:20 qmgr[2]: AAAAAA: from=<a@b.example>, size=10, nrcpt=1 (queue active)");
        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED);
        assertThat(verdicts.getFirst().revision()).isZero();
        verdicts.clear();
        read(
                connect(),
                "10:00:01 smtpd[1]: AAAAAA: client=" + PEER,
                disconnect(" ehlo=1 mail=1 rcpt=1 data=1 commands=4"),
                "10:00:40 anvil[9]: statistics: max connection rate 1/60s for (smtp:198.51.100.7)",
                "10:50:00 qmgr[2]: AAAAAA: from=<a@b.example>, size=10, nrcpt=1 (queue active)");
        assertThat(outcomes()).containsExactly(Outcome.ABORTED, Outcome.ACCEPTED);
        assertThat(verdicts.stream().map(Verdict::eventId).distinct()).hasSize(1);
        assertThat(verdicts.getLast().revision()).isEqualTo(1);
        assertThat(report.corrections()).isEqualTo(1);
    }

    @Test
    void messages_born_on_the_host_are_nobodys_V6() {
        read(
                "10:00:00 pickup[4]: AAAAAA: uid=0 from=<root>",
                "10:00:00 qmgr[2]: AAAAAA: from=<root@mx>, size=10, nrcpt=1 (queue active)",
                "10:00:01 smtpd[1]: connect from localhost[127.0.0.1]",
                "10:00:01 smtpd[1]: BBBBBB: client=localhost[127.0.0.1]",
                "10:00:01 qmgr[2]: BBBBBB: from=<>, size=10, nrcpt=1 (queue active)",
                "10:00:02 smtpd[1]: disconnect from localhost[127.0.0.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5");
        assertThat(verdicts).isEmpty();
        assertThat(report.local()).isEqualTo(1);
    }

    @Test
    void the_client_that_XCLIENT_names_is_the_client_V22() {
        read(
                "10:00:00 smtpd[1]: connect from front[203.0.113.90]:1",
                "10:00:01 smtpd[1]: AAAAAA: client=unknown[198.51.100.8]:2",
                "10:00:01 qmgr[2]: AAAAAA: from=<>, size=10, nrcpt=1 (queue active)",
                "10:00:02 smtpd[1]: disconnect from unknown[198.51.100.8]:2 ehlo=2 xclient=1 mail=1 rcpt=1 data=1");
        assertThat(verdicts.getFirst().client().text()).isEqualTo("198.51.100.8");
        assertThat(verdicts.getFirst().via()).isEqualTo(Via.XCLIENT);
        assertThat(verdicts.getFirst().senderDomain()).contains("<>");
    }

    @Test
    void the_client_that_a_proxy_names_comes_by_proxy_J8() {
        read(MailCorpus.settings("s").proxied(Set.of("smtpd")), connect(), disconnect(" quit=1 commands=1"));
        assertThat(verdicts.getFirst().via()).isEqualTo(Via.PROXY);
    }
}
