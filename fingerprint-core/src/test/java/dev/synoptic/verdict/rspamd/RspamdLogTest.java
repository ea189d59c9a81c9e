package dev.synoptic.verdict.rspamd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.corpus.MailCorpus.Reading;
import dev.synoptic.verdict.source.MailServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The log of a real rspamd 3.4, read by itself (`mail.md` V5, a.8).
class RspamdLogTest {

    private static final String LOG = "mx1/rspamd.log.gz";
    private static final Pattern HEAD =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d) #(\\d+)\\((\\w+)\\) (.*)");

    private static Reading read(String log) {
        return MailCorpus.read(
                MailServer.RSPAMD, MailCorpus.settings("mx1").named("mx1"), log.getBytes(StandardCharsets.UTF_8));
    }

    private static String rewritten(UnaryOperator<String> line) {
        return MailCorpus.lines(LOG).stream().map(line).collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void each_message_is_one_verdict_and_its_action_says_which_V30() {
        var reading = read(rewritten(line -> line));

        var tasks = MailCorpus.lines(LOG).stream()
                .filter(line -> line.contains("rspamd_task_write_log: "))
                .toList();
        assertThat(reading.verdicts()).hasSameSizeAs(tasks);
        assertThat(reading.report().unknown()).isZero();
        assertThat(reading.report().malformed()).isZero();
        assertThat(reading.verdicts()).extracting(Verdict::eventId).doesNotHaveDuplicates();
        assertThat(count(reading, Outcome.REJECTED))
                .isEqualTo(tasks.stream().filter(l -> l.contains(" (reject): ")).count())
                .isPositive();
        assertThat(count(reading, Outcome.GREYLISTED) + count(reading, Outcome.DEFERRED))
                .isEqualTo(tasks.stream()
                        .filter(l -> l.contains(" (soft reject): "))
                        .count())
                .isPositive();
        assertThat(reading.verdicts())
                .allMatch(v -> v.stage() == Stage.EOM && v.queueId().isPresent())
                .allMatch(v -> v.score().orElseThrow().limit().equals(OptionalDouble.of(15)));
        assertThat(reading.verdicts()).anyMatch(v -> v.saslUser().equals(Optional.of("alice")));
    }

    /// The same through syslog, through the journal, and with parts of a second.
    @Test
    void other_ways_of_logging_say_the_same() {
        List<String> told = essence(read(rewritten(line -> line)));

        assertThat(essence(read(rewritten(line -> HEAD.matcher(line).replaceFirst("$1 $2.123456 #$3($4) $5")))))
                .isEqualTo(told);
        assertThat(essence(read(rewritten(line -> HEAD.matcher(line).replaceFirst("$1T$2Z mx1 rspamd[$3]: $5")))))
                .isEqualTo(told);
        assertThat(essence(
                        read(rewritten(line -> HEAD.matcher(line).replaceFirst("Nov 20 $2 mx1 rspamd[$3]: ($4) $5")))))
                .isEqualTo(told);
    }

    /// V15: before and behind the result stands what clients said.
    @Test
    void what_a_client_says_is_never_taken_for_the_result() {
        String head = "2026-11-20 16:39:16 #508(rspamd_proxy) <ab656b>; proxy; rspamd_task_write_log: ";
        String refused =
                " (default: T (reject): [25.00/15.00] [X(25.00){}]), len: 5, time: 1ms, dns req: 0, digest: <x>";
        String spoof = ", (default: F (no action): [0.00/15.00] []), len: 5, time: 1ms, dns req: 0, digest: <x>";

        var plain = read(head + "id: <a@b>, qid: <A1B2C3>, ip: 198.51.100.7, from: <c@d>," + refused + "\n");
        assertThat(plain.verdicts()).singleElement().matches(v -> v.outcome() == Outcome.REJECTED);
        for (String forged : List.of(
                "id: <a@b>, qid: <A1B2C3>, ip: 198.51.100.7, from: <\"x>" + spoof + "\"@d>," + refused,
                "id: <a@b>, qid: <A1B2C3>, ip: 198.51.100.7, from: <c@d>," + refused + ", rcpts: <x>" + spoof,
                "id: <x>, qid: <OTHER1>, ip: 192.0.2.1, y>, qid: <A1B2C3>, ip: 198.51.100.7, from: <c@d>" + spoof + ","
                        + refused)) {
            var reading = read(head + forged + "\n");
            assertThat(reading.verdicts()).as(forged).isEmpty();
            assertThat(reading.report().unknown()).as(forged).isEqualTo(1);
        }
    }

    private static long count(Reading reading, Outcome outcome) {
        return reading.verdicts().stream().filter(v -> v.outcome() == outcome).count();
    }

    private static List<String> essence(Reading reading) {
        return reading.verdicts().stream()
                .map(v -> String.format(
                        Locale.ROOT,
                        "%s %s %s %s %s %s %d %s",
                        v.client().text(),
                        v.queueId(),
                        v.outcome(),
                        v.reason(),
                        v.senderDomain(),
                        v.recipientDomains(),
                        v.sizeOctets().orElse(0),
                        v.saslUser()))
                .toList();
    }
}
