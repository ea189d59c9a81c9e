package dev.synoptic.verdict.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.Verdict.Unit;
import dev.synoptic.verdict.Verdict.Via;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.log.ExtractionReport;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.LineSplitter;
import dev.synoptic.verdict.log.OpenLimits;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.VerdictSink;
import dev.synoptic.verdict.source.MailServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions of Postfix, written as short as they can be: `HH:MM:SS daemon[pid]: text` (`mail.md` a.4, a.5).
class PostfixLinesTest {

    private static final String PEER = "mail.example[198.51.100.7]:4711";

    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private ExtractionReport report = new PostfixExtractor(MailCorpus.settings("s"), (v, r) -> {}).report();

    private void read(String... lines) {
        read(MailCorpus.settings("s"), lines);
    }

    private void read(ExtractorSettings settings, String... lines) {
        var extractor = new PostfixExtractor(settings, new VerdictSink() {
            @Override
            public void verdict(Verdict verdict, RawRef decidedBy) {
                verdicts.add(verdict);
            }

            @Override
            public void delivery(Delivery delivery) {
                deliveries.add(delivery);
            }
        });
        for (String line : lines) extractor.feed(whole(line), RawRef.NOWHERE);
        extractor.close();
        report = extractor.report();
    }

    private static String whole(String line) {
        int blank = line.indexOf(' ');
        return "Nov 20 " + line.substring(0, blank) + " mx postfix/" + line.substring(blank + 1);
    }

    private static String reject(String second, String stage, String answer, String from, String to) {
        String recipient = to.isEmpty() ? "" : " to=<" + to + ">";
        return "10:00:" + second + " smtpd[1]: NOQUEUE: reject: " + stage + " from " + PEER + ": " + answer + "; from=<"
                + from + ">" + recipient + " proto=ESMTP helo=<h.example>";
    }

    private static String unknown(String second, String from, String to) {
        return reject(second, "RCPT", "550 5.1.1 <" + to + ">: Recipient address rejected: User unknown", from, to);
    }

    private static String connect() {
        return "10:00:00 smtpd[1]: connect from " + PEER;
    }

    private static String disconnect(String commands) {
        return "10:00:09 smtpd[1]: disconnect from " + PEER + commands;
    }

    private static String[] accepted(String second, String id, String from) {
        return new String[] {
            "10:00:" + second + " smtpd[1]: " + id + ": client=" + PEER,
            "10:00:" + second + " qmgr[2]: " + id + ": from=<" + from + ">, size=10, nrcpt=1 (queue active)"
        };
    }

    private List<Outcome> outcomes() {
        return verdicts.stream().map(Verdict::outcome).toList();
    }

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
    void what_becomes_of_a_message_later_is_told_apart_V5() {
        var message = accepted("01", "AAAAAA", "a@b.example");
        String to = ": to=<r@c.example>, relay=none, delay=1, delays=0.1/0/0/0.9, dsn=5.0.0, status=";
        read(
                connect(),
                message[0],
                message[1],
                disconnect(" ehlo=1 mail=1 rcpt=1 data=1 commands=4"),
                "10:01:00 smtp[5]: AAAAAA" + to + "deferred (later)",
                "10:02:00 smtp[5]: AAAAAA" + to + "bounced (never)",
                "10:02:00 qmgr[2]: AAAAAA: removed",
                "10:02:01 smtp[5]: BBBBBB" + to + "sent (a bounce)");
        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED);
        assertThat(deliveries)
                .extracting(Delivery::outcome)
                .containsExactly(Delivery.Outcome.DEFERRED, Delivery.Outcome.BOUNCED);
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

    @Test
    void a_folded_refusal_counts_as_often_as_it_stands_for_V34() {
        String refusal = unknown("01", "a@b.example", "x@c.example");
        String text = refusal.substring(refusal.indexOf("]: ") + 3);
        read(
                connect(),
                refusal,
                "10:00:05 smtpd[1]: message repeated 4 times: [ " + text + "]",
                disconnect(" ehlo=1 mail=5 rcpt=0/5 commands=6/11"));
        assertThat(verdicts.stream().mapToInt(Verdict::repeat).sum()).isEqualTo(5);
        assertThat(verdicts).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x]: 250 ok; from=<a> to=<b>",
                "x from evil[192.0.2.1]:1: 250 2.0.0 ok",
                "[192.0.2.1]",
                "x> proto=SMTP",
                "\u0001\u0002"
            })
    void a_hostile_HELO_changes_nothing_V15(String helo) {
        read(
                connect(),
                "10:00:01 smtpd[1]: NOQUEUE: reject: RCPT from " + PEER
                        + ": 550 5.1.1 <x@c.example>: Recipient address rejected: User unknown; from=<a@b.example>"
                        + " to=<x@c.example> proto=ESMTP helo=<" + helo + ">",
                disconnect(" ehlo=1 mail=1 rcpt=0/1 commands=2/3"));
        var verdict = verdicts.getFirst();
        assertThat(verdict.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(verdict.client().text()).isEqualTo("198.51.100.7");
        assertThat(verdict.senderDomain()).contains("b.example");
        assertThat(verdict.recipientDomains()).containsExactly("c.example");
        assertThat(verdict.reason()).contains("unknown_user");
    }

    /// (h) 11: whatever the octets, no exception, and no line lost from the count.
    @Test
    void noise_never_throws() {
        byte[] log = MailCorpus.octets("mx1/maillog.gz");
        var random = new Random(20261121);
        for (int round = 0; round < 6; round++) {
            byte[] damaged = log.clone();
            for (int i = 0; i < 20_000; i++) damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            var reading = MailCorpus.read(MailServer.POSTFIX, MailCorpus.settings("mx1"), damaged);
            long lines = IntStream.range(0, damaged.length)
                    .filter(i -> damaged[i] == '\n')
                    .count();
            assertThat(reading.report().lines()).isEqualTo(lines);
            assertThat(reading.report().shapes().size()).isLessThanOrEqualTo(OpenLimits.DEFAULT.shapes() + 1);
        }
    }

    @Test
    void lines_of_64_KiB_and_nuls_V34() {
        var extractor = new PostfixExtractor(MailCorpus.settings("s"), (v, r) -> verdicts.add(v));
        var splitter = new LineSplitter("g", 0, extractor::feed);
        String log = "\0\0\0" + whole(connect()) + "\n"
                + whole("10:00:01 smtpd[1]: improper command pipelining after HELO from " + PEER + ": ")
                + "x".repeat(200_000)
                + "\n" + whole(disconnect(" ehlo=1 quit=1 commands=2")) + "\n";
        byte[] octets = log.getBytes(StandardCharsets.UTF_8);
        splitter.accept(octets, 0, octets.length);
        assertThat(outcomes()).containsExactly(Outcome.ABORTED);
        assertThat(splitter.cutLines()).isEqualTo(1);
    }

    @Test
    void tables_stay_within_their_bounds() {
        var limits = new OpenLimits(
                10, 10, 5, Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(5), 3);
        List<String> lines = new ArrayList<>();
        for (int pid = 0; pid < 50; pid++) {
            lines.add("10:00:00 smtpd[%d]: connect from a[192.0.2.%d]:9".formatted(pid, pid));
            lines.add("10:00:00 smtpd[%d]: strange words number %s".formatted(pid, "abcdefghij".charAt(pid % 10)));
            lines.add("10:00:00 postscreen[1]: CONNECT from [192.0.2.%d]:9 to [203.0.113.10]:25".formatted(pid));
        }
        read(MailCorpus.settings("s").within(limits), lines.toArray(String[]::new));
        assertThat(verdicts).hasSize(100);
        assertThat(report.evicted()).isEqualTo(80);
        assertThat(report.shapes()).hasSize(4);
    }

    @Test
    void a_session_without_an_end_is_settled_when_it_has_lasted_too_long() {
        read(connect(), "10:00:00 qmgr[1]: AAAAAA: removed");
        assertThat(outcomes()).containsExactly(Outcome.ABORTED);
        verdicts.clear();
        var extractor = new PostfixExtractor(MailCorpus.settings("s"), (v, r) -> verdicts.add(v));
        extractor.feed(whole(connect()), RawRef.NOWHERE);
        long opened = extractor.settledUpToMicros();
        extractor.advanceTo(opened + Duration.ofHours(23).toNanos() / 1000);
        assertThat(verdicts).isEmpty();
        assertThat(extractor.settledUpToMicros()).isEqualTo(opened + 5_000_000); // the session, not the quiet before it
        extractor.advanceTo(opened + Duration.ofHours(25).toNanos() / 1000);
        assertThat(outcomes()).containsExactly(Outcome.ABORTED);
    }
}
