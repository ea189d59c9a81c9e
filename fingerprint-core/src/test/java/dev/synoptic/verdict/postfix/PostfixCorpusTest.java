package dev.synoptic.verdict.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Via;
import dev.synoptic.verdict.corpus.Agreement;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.corpus.MailCorpus.Reading;
import dev.synoptic.verdict.source.MailServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The logs of two real Postfix hosts against what their clients saw (`mail.md` (h) 1 and 3).
class PostfixCorpusTest {

    private static final Reading MX1 = MailCorpus.read(MailServer.POSTFIX, "mx1", "mx1/maillog.gz");
    private static final Reading MX1_RFC_3339 = MailCorpus.read(MailServer.POSTFIX, "mx1", "mx1/maillog.rfc3339.gz");
    private static final Reading MX2 = MailCorpus.read(MailServer.POSTFIX, "mx2", "mx2/maillog.rfc3339.gz");

    @Test
    void every_verdict_of_a_host_that_logs_ports_is_what_the_client_saw() {
        assertThat(Agreement.differences(MailCorpus.truth("mx1"), MX1.verdicts(), true))
                .isEmpty();
    }

    @Test
    void every_verdict_of_a_host_that_logs_no_ports_is_what_the_client_saw() {
        assertThat(Agreement.differences(MailCorpus.truth("mx2"), MX2.verdicts(), false))
                .isEmpty();
    }

    @Test
    void accepted_messages_are_those_whose_queue_ids_clients_were_told() {
        for (var each : Map.of("mx1", MX1, "mx2", MX2).entrySet()) {
            Set<String> told = MailCorpus.truth(each.getKey()).stream()
                    .filter(row -> row.get("verdict").equals("ACCEPTED"))
                    .map(row -> row.get("queue_id"))
                    .collect(Collectors.toSet());
            Set<String> read = each.getValue().verdicts().stream()
                    .filter(v -> v.outcome() == Outcome.ACCEPTED)
                    .flatMap(v -> v.queueId().stream())
                    .collect(Collectors.toSet());
            assertThat(read).isEqualTo(told);
        }
    }

    @Test
    void both_forms_of_a_log_give_the_same_records_but_for_the_fractions_of_seconds_V40() {
        assertThat(sorted(MX1.verdicts())).isEqualTo(sorted(MX1_RFC_3339.verdicts()));
    }

    @Test
    void stage_and_reason_are_what_the_client_was_told() {
        Map<String, List<String>> told = MailCorpus.truth("mx1").stream()
                .filter(row -> !row.get("verdict").equals("ABORTED"))
                .collect(Collectors.groupingBy(
                        row -> row.get("client_ip") + ' ' + row.get("client_port"),
                        Collectors.mapping(
                                row -> row.get("verdict") + ' ' + row.get("stage") + ' ' + row.get("reason"),
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        l -> l.stream().sorted().toList()))));
        Map<String, List<String>> read = MX1.verdicts().stream()
                .filter(v -> v.outcome() != Outcome.ABORTED)
                .collect(Collectors.groupingBy(
                        v -> v.client().text() + ' ' + v.clientPort().orElse(0),
                        Collectors.mapping(
                                v -> v.outcome() + " " + v.stage() + ' '
                                        + v.reason().orElse("-"),
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        l -> l.stream().sorted().toList()))));
        assertThat(read).isEqualTo(told);
    }

    @Test
    void every_line_is_understood() {
        assertThat(MX1.report().shapes()).isEmpty();
        assertThat(MX2.report().shapes()).isEmpty();
        assertThat(MX1.report().malformed()).isZero();
        assertThat(MX1.report().orphans()).isZero();
        assertThat(MX1.report().otherReasons()).isEmpty();
        assertThat(MX2.report().otherReasons()).isEmpty();
    }

    @Test
    void clients_announced_by_xclient_are_told_apart_from_those_that_connected() {
        assertThat(MX1.verdicts())
                .filteredOn(v -> v.service().equals("xclient"))
                .hasSize(6)
                .allMatch(v -> v.via() == Via.XCLIENT);
    }

    @Test
    void sizes_and_logins_come_with_accepted_messages() {
        assertThat(MX1.verdicts())
                .filteredOn(v -> v.outcome() == Outcome.ACCEPTED)
                .allMatch(
                        v -> v.sizeOctets().isPresent() && v.senderDomain().isPresent() && v.recipientsAccepted() > 0);
        assertThat(MX1.verdicts())
                .filteredOn(v -> v.outcome() == Outcome.ACCEPTED && v.saslUser().equals(Optional.of("mallory")))
                .hasSize(17);
    }

    private static List<String> sorted(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(PostfixCorpusTest::withoutFractions)
                .sorted()
                .toList();
    }

    private static String withoutFractions(Verdict v) {
        return List.of(
                        v.eventId(),
                        v.sessionId(),
                        Math.floorDiv(v.openMicros(), 1_000_000L),
                        Math.floorDiv(v.micros(), 1_000_000L),
                        v.host(),
                        v.service(),
                        v.client(),
                        v.clientPort(),
                        v.clientName(),
                        v.helo(),
                        v.queueId(),
                        v.unit(),
                        v.outcome(),
                        v.stage(),
                        v.code(),
                        v.enhanced(),
                        v.reason(),
                        v.senderDomain(),
                        v.recipientDomains(),
                        v.recipientsAccepted(),
                        v.recipientsRefused(),
                        v.sizeOctets(),
                        v.tls(),
                        v.saslUser(),
                        v.via(),
                        v.repeat())
                .toString();
    }
}
