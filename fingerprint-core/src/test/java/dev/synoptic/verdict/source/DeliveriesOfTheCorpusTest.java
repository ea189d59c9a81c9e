package dev.synoptic.verdict.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.corpus.Told;
import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.log.RawRef;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What became of messages by the logs of real servers (`mail.md` V5).
class DeliveriesOfTheCorpusTest {

    /// Messages are counted, not tries.
    @ParameterizedTest
    @CsvSource({"POSTFIX, mx1, mx1/maillog.gz, 4, 2", "EXIM, mx3, mx3/mainlog.gz, 2, 1"})
    void what_did_not_go_at_once_is_told_of_the_message_that_a_verdict_is_about(
            MailServer server, String site, String log, long bounced, long deferred) {
        var told = new Told();
        var reader = server.extractor(MailCorpus.settings(site), told);
        MailCorpus.lines(log).forEach(line -> reader.feed(line, RawRef.NOWHERE));
        reader.close();

        assertThat(told.deliveries().stream().collect(Collectors.groupingBy(Delivery::outcome, Collectors.counting())))
                .isEqualTo(Map.of(Delivery.Outcome.BOUNCED, bounced, Delivery.Outcome.DEFERRED, deferred));
        assertThat(told.deliveries())
                .allSatisfy(delivery -> assertThat(told.verdicts())
                        .anyMatch(verdict -> verdict.outcome() == Outcome.ACCEPTED
                                && verdict.queueId().orElse("").equals(delivery.queueId())
                                && verdict.server().equals(delivery.server())
                                && verdict.micros() <= delivery.micros()));
    }
}
