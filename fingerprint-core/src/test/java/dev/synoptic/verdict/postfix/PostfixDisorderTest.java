package dev.synoptic.verdict.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.corpus.Restarts;
import dev.synoptic.verdict.source.MailServer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Lines of different processes out of order by about a second (`mail.md` V36).
class PostfixDisorderTest extends PostfixReading {

    private static final String REFUSED = "10:00:02 cleanup[9]: AAAAAA: milter-reject: END-OF-MESSAGE from"
            + " mail.example[198.51.100.7]: 5.7.1 spam; from=<a@b.example> to=<x@c.example> proto=ESMTP helo=<h.example>";

    @Test
    void a_refusal_that_stands_before_its_message_counts() {
        var message = accepted("02", "AAAAAA", "a@b.example");
        read(connect(), REFUSED, message[0], disconnect(" ehlo=1 mail=1 rcpt=1 data=0/1 quit=1 commands=4/5"));
        assertThat(outcomes()).containsExactly(Outcome.REJECTED);
    }

    @Test
    void a_proof_that_stands_before_its_message_counts() {
        var message = accepted("02", "AAAAAA", "a@b.example");
        read(connect(), message[1], message[0], disconnect(" ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5"));
        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED);
    }

    /// V21: ids are used again.
    @Test
    void what_was_said_in_an_earlier_second_is_of_another_message() {
        var message = accepted("02", "AAAAAA", "a@b.example");
        String end = disconnect(" ehlo=1 mail=1 rcpt=1 data=0/1 quit=1 commands=4/5");
        read(
                connect(),
                message[1],
                "10:00:02 qmgr[2]: AAAAAA: removed",
                accepted("03", "AAAAAA", "a@b.example")[0],
                end);
        assertThat(outcomes()).containsExactly(Outcome.ABORTED);
    }

    @Test
    void a_log_whose_processes_are_late_by_up_to_a_second_gives_the_same_verdicts_and_may_be_read_in_pieces() {
        var lines = MailCorpus.lines("mx1/maillog.rfc3339.gz");
        var settings = MailCorpus.settings("mx");
        byte[] late = late(lines, new Random(1)).getBytes(StandardCharsets.UTF_8);
        List<Verdict> inOrder =
                Restarts.read(MailServer.POSTFIX, settings, MailCorpus.octets("mx1/maillog.rfc3339.gz"), List.of());
        List<Verdict> whole = Restarts.read(MailServer.POSTFIX, settings, late, List.of());
        assertThat(counted(whole)).isEqualTo(counted(inOrder));
        var random = new Random(2);
        for (int round = 0; round < 4; round++) {
            var ends = random.ints(2, 0, late.length).sorted().boxed().toList();
            assertThat(Restarts.read(MailServer.POSTFIX, settings, late, ends))
                    .as("ends at %s", ends)
                    .isEqualTo(whole);
        }
    }

    /// Each process is late by a time of its own, in which its lines stay in order.
    private static String late(List<String> lines, Random random) {
        record Late(long micros, String line) {}
        Map<String, Long> lateness = new HashMap<>();
        var moved = new ArrayList<Late>();
        for (String line : lines) {
            String[] words = line.split(" ", 4);
            var time = OffsetDateTime.parse(words[0]);
            long own = lateness.computeIfAbsent(words[2], _ -> random.nextLong(1_000_000));
            moved.add(new Late(time.toEpochSecond() * 1_000_000 + time.getNano() / 1_000 + own, line));
        }
        moved.sort(Comparator.comparingLong(Late::micros));
        return moved.stream().map(Late::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> counted(List<Verdict> verdicts) {
        return MailCorpus.newest(verdicts).stream()
                .map(v -> v.client() + " " + v.clientPort() + ' ' + v.outcome() + ' ' + v.stage())
                .sorted()
                .toList();
    }
}
