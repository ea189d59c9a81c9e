package dev.synoptic.verdict.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.log.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messages that are taken and then held or thrown away: `qmgr` never speaks of them, and their clients were told 250
/// (`mail.md` V3, V5, a.4).
class PostfixAsideTest extends PostfixReading {

    private static final String BEGUN = "10:00:01 smtpd[1]: AAAAAA: client=" + PEER;
    private static final String NAMED = "10:00:02 cleanup[3]: AAAAAA: message-id=<m@b.example>";
    private static final String ENDED = disconnect(" ehlo=1 mail=1 rcpt=1 data=1 commands=4");

    /// An access table looks at a recipient before its message has an id.
    private static String atRecipient(String action) {
        return "10:00:01 smtpd[1]: NOQUEUE: " + action + ": RCPT from " + PEER
                + ": <r@c.example>: Recipient address triggers " + action
                + " action; from=<a@b.example> to=<r@c.example> proto=ESMTP helo=<h.example>";
    }

    private static String inHeader(String action) {
        return "10:00:02 cleanup[3]: AAAAAA: " + action + ": header Subject: offer from mail.example[198.51.100.7];"
                + " from=<a@b.example> to=<r@c.example> proto=ESMTP helo=<h.example>";
    }

    private static String byMilter(String action) {
        return "10:00:02 cleanup[3]: AAAAAA: milter-" + action + ": END-OF-MESSAGE from mail.example[198.51.100.7]:"
                + " milter triggers action; from=<a@b.example> to=<r@c.example> proto=ESMTP helo=<h.example>";
    }

    private List<Delivery.Outcome> told() {
        return deliveries.stream().map(Delivery::outcome).toList();
    }

    @ParameterizedTest
    @CsvSource({"hold, HELD", "discard, DISCARDED"})
    void what_an_access_table_puts_aside_was_accepted_V5(String action, Delivery.Outcome outcome) {
        read(connect(), atRecipient(action), BEGUN, NAMED, ENDED);

        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED);
        assertThat(verdicts.getFirst().queueId()).contains("AAAAAA");
        assertThat(verdicts.getFirst().senderDomain()).contains("b.example");
        assertThat(told()).containsExactly(outcome);
    }

    @ParameterizedTest
    @CsvSource({"hold, HELD", "discard, DISCARDED"})
    void what_cleanup_finds_in_a_message_likewise_V5(String action, Delivery.Outcome outcome) {
        read(connect(), BEGUN, NAMED, inHeader(action), ENDED);

        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED);
        assertThat(told()).containsExactly(outcome);
    }

    @ParameterizedTest
    @CsvSource({"hold, HELD", "quarantine, HELD", "discard, DISCARDED"})
    void what_a_content_filter_asks_for_likewise_V5(String action, Delivery.Outcome outcome) {
        read(connect(), BEGUN, NAMED, byMilter(action), ENDED);

        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED);
        assertThat(told()).containsExactly(outcome);
    }

    @Test
    void a_client_that_leaves_in_the_middle_was_promised_nothing_V3() {
        read(
                connect(),
                atRecipient("hold"),
                BEGUN,
                NAMED,
                "10:00:08 smtpd[1]: lost connection after DATA (12 bytes) from " + PEER,
                disconnect(" ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4"));

        assertThat(outcomes()).containsExactly(Outcome.ABORTED);
        assertThat(told()).isEmpty();
    }

    @Test
    void without_counts_the_last_message_alone_can_have_been_given_up() {
        read(
                connect(),
                atRecipient("discard"),
                BEGUN,
                atRecipient("discard").replace("10:00:01", "10:00:04"),
                BEGUN.replace("AAAAAA", "BBBBBB").replace("10:00:01", "10:00:04"),
                "10:00:08 smtpd[1]: lost connection after DATA from " + PEER,
                disconnect(""));

        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED, Outcome.ABORTED);
    }

    @Test
    void whoever_refuses_it_after_all_has_the_last_word_V3() {
        read(
                connect(),
                atRecipient("hold"),
                BEGUN,
                NAMED,
                "10:00:03 cleanup[3]: AAAAAA: milter-reject: END-OF-MESSAGE from mail.example[198.51.100.7]: 5.7.1 no;"
                        + " from=<a@b.example> to=<r@c.example> proto=ESMTP helo=<h.example>",
                disconnect(" ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4"));

        assertThat(outcomes()).containsExactly(Outcome.REJECTED);
        assertThat(told()).isEmpty();
    }

    @Test
    void an_action_on_a_recipient_who_is_refused_is_not_the_next_messages() {
        read(
                connect(),
                atRecipient("hold"),
                unknown("01", "a@b.example", "r@c.example"),
                BEGUN,
                disconnect(" ehlo=1 mail=2 rcpt=1/2 data=1 commands=5/6"));

        assertThat(outcomes()).containsExactly(Outcome.REJECTED, Outcome.ABORTED);
    }

    @Test
    void what_is_released_later_is_no_news() {
        read(
                connect(),
                atRecipient("hold"),
                BEGUN,
                NAMED,
                ENDED,
                "10:20:00 qmgr[2]: AAAAAA: from=<a@b.example>, size=10, nrcpt=1 (queue active)");

        assertThat(outcomes()).containsExactly(Outcome.ACCEPTED);
        assertThat(verdicts.getFirst().revision()).isZero();
    }
}
