package dev.synoptic.verdict.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.corpus.Restarts;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.YearStart;
import dev.synoptic.verdict.source.MailServer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ends at random octets of real logs: no verdict is lost, none is doubled, none is another (`mail.md` (h) 5).
class PostfixRestartTest {

    @ParameterizedTest
    @ValueSource(strings = {"mx1/maillog.gz", "mx1/maillog.rfc3339.gz", "mx2/maillog.rfc3339.gz"})
    void any_octet_may_be_the_last_before_a_restart(String log) {
        byte[] octets = MailCorpus.octets(log);
        var settings = MailCorpus.settings("mx");
        List<Verdict> whole = Restarts.read(MailServer.POSTFIX, settings, octets, List.of());
        var random = new Random(log.hashCode());
        for (int round = 0; round < 8; round++) {
            var ends = random.ints(1 + random.nextInt(4), 0, octets.length)
                    .sorted()
                    .boxed()
                    .toList();
            assertThat(Restarts.read(MailServer.POSTFIX, settings, octets, ends))
                    .as("ends at %s", ends)
                    .isEqualTo(whole);
        }
    }

    @Test
    void a_log_moved_to_New_Years_Eve_gives_the_same_verdicts_and_may_be_read_in_pieces() {
        byte[] moved = MailCorpus.lines("mx1/maillog.gz").stream()
                .map(PostfixRestartTest::toNewYearsEve)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
        var settings = ExtractorSettings.of("a", "s", new YearStart.Known(2025));
        List<Verdict> whole = Restarts.read(MailServer.POSTFIX, settings, moved, List.of());
        assertThat(outcomes(whole))
                .isEqualTo(outcomes(MailCorpus.read(MailServer.POSTFIX, "mx1", "mx1/maillog.gz")
                        .verdicts()));
        long first = whole.stream().mapToLong(Verdict::openMicros).min().orElseThrow();
        long last = whole.stream().mapToLong(Verdict::openMicros).max().orElseThrow();
        assertThat(last - first).isLessThan(600_000_000L);
        var random = new Random(1);
        for (int round = 0; round < 5; round++) {
            var ends = random.ints(2, 0, moved.length).sorted().boxed().toList();
            assertThat(Restarts.read(MailServer.POSTFIX, settings, moved, ends))
                    .as("ends at %s", ends)
                    .isEqualTo(whole);
        }
    }

    private static List<String> outcomes(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(v -> v.client() + " " + v.clientPort() + ' ' + v.outcome())
                .sorted()
                .toList();
    }

    /// 16:42:00 on 20 November becomes midnight.
    private static String toNewYearsEve(String line) {
        var from = DateTimeFormatter.ofPattern("yyyy MMM dd HH:mm:ss", Locale.ROOT);
        var to = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
        var moved = LocalDateTime.parse("2025 " + line.substring(0, 15), from)
                .plusDays(41)
                .plusHours(7)
                .plusMinutes(18);
        return moved.format(to) + line.substring(15);
    }
}
