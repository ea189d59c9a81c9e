package dev.synoptic.verdict.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.log.LineSplitter;
import dev.synoptic.verdict.log.OpenLimits;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.source.MailServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines that are folded, forged, broken or without end (`mail.md` a.4, V15, V34).
class PostfixHostileLinesTest extends PostfixReading {

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
