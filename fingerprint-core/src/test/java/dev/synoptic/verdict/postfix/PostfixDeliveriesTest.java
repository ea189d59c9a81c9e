package dev.synoptic.verdict.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.log.Delivery.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What becomes of messages later (`mail.md` V5): told where it is news, and never changing a verdict.
class PostfixDeliveriesTest extends PostfixReading {

    private static String agent(String time, String id, String recipient, String status) {
        return time + " smtp[5]: " + id + ": to=<" + recipient
                + ">, relay=none, delay=1, delays=0.1/0/0/0.9, dsn=5.0.0, " + "status=" + status;
    }

    private List<Outcome> told() {
        return deliveries.stream().map(Delivery::outcome).toList();
    }

    private void readAccepted(String... later) {
        var message = accepted("01", "AAAAAA", "a@b.example");
        read(Stream.concat(
                        Stream.of(
                                connect(),
                                message[0],
                                message[1],
                                disconnect(" ehlo=1 mail=1 rcpt=1 data=1 commands=4")),
                        Stream.of(later))
                .toArray(String[]::new));
    }

    @Test
    void each_outcome_of_a_message_is_told_once_however_often_it_is_tried_V5() {
        readAccepted(
                agent("10:01:00", "AAAAAA", "r@c.example", "deferred (later)"),
                agent("10:01:00", "AAAAAA", "s@c.example", "deferred (later)"),
                agent("10:06:00", "AAAAAA", "r@c.example", "deferred (later)"),
                agent("10:06:00", "AAAAAA", "s@c.example", "bounced (never)"),
                agent("10:16:00", "AAAAAA", "r@c.example", "sent (ok)"),
                agent("10:16:00", "AAAAAA", "t@c.example", "sent (ok)"));

        assertThat(told()).containsExactly(Outcome.DEFERRED, Outcome.BOUNCED, Outcome.SENT);
        assertThat(report.deliveriesLeftOut()).isEqualTo(3);
        assertThat(deliveries.getFirst())
                .isEqualTo(new Delivery(
                        "agent-s",
                        "s",
                        verdicts.getFirst().host(),
                        verdicts.getFirst().queueId().orElseThrow(),
                        deliveries.getFirst().micros(),
                        Outcome.DEFERRED));
    }

    @Test
    void what_went_at_once_is_no_news() {
        readAccepted(agent("10:00:10", "AAAAAA", "r@c.example", "sent (ok)"), "10:00:10 qmgr[2]: AAAAAA: removed");

        assertThat(told()).isEmpty();
    }

    /// Long after its verdict is past all correction.
    @Test
    void a_message_that_waits_for_days_is_followed_to_its_end() {
        readAccepted(
                agent("10:01:00", "AAAAAA", "r@c.example", "deferred (later)"),
                agent("19:00:00", "AAAAAA", "r@c.example", "deferred (later)"),
                "23:59:59 qmgr[2]: AAAAAA: from=<a@b.example>, status=expired, returned to sender");

        assertThat(told()).containsExactly(Outcome.DEFERRED, Outcome.EXPIRED);
    }

    /// V21: once it is gone, its queue id means another one.
    @Test
    void the_next_message_of_a_queue_id_is_another_one() {
        var next = accepted("30", "AAAAAA", "x@y.example");
        readAccepted(
                agent("10:00:10", "AAAAAA", "r@c.example", "deferred (later)"),
                "10:00:30 smtpd[1]: connect from " + PEER,
                next[0],
                next[1],
                agent("10:00:40", "AAAAAA", "r@c.example", "sent (ok)"),
                agent("10:00:41", "AAAAAA", "s@c.example", "deferred (later)"));

        assertThat(told()).containsExactly(Outcome.DEFERRED, Outcome.DEFERRED);
    }

    /// V31: it came before a restart; what stood in the log about that is not read again.
    @Test
    void of_a_message_that_came_before_all_that_was_read_everything_is_told_once() {
        read(
                agent("10:00:00", "AAAAAA", "r@c.example", "sent (ok)"),
                agent("10:00:00", "AAAAAA", "s@c.example", "sent (ok)"),
                agent("10:00:00", "BBBBBB", "s@c.example", "bounced (never)"));

        assertThat(told()).containsExactly(Outcome.SENT, Outcome.BOUNCED);
    }

    @Test
    void what_the_host_itself_sends_is_nobodys_V6() {
        read(
                "10:00:00 pickup[4]: AAAAAA: uid=0 from=<root>",
                "10:00:00 cleanup[3]: AAAAAA: message-id=<1@mx>",
                "10:00:00 qmgr[2]: AAAAAA: from=<root@mx>, size=10, nrcpt=1 (queue active)",
                agent("10:00:01", "AAAAAA", "r@c.example", "bounced (never)"),
                "10:00:02 cleanup[3]: BBBBBB: message-id=<2@mx>",
                "10:00:02 bounce[7]: AAAAAA: sender non-delivery notification: BBBBBB",
                agent("10:00:03", "BBBBBB", "root@mx", "deferred (later)"),
                "10:00:04 smtpd[1]: connect from localhost[127.0.0.1]",
                "10:00:04 smtpd[1]: CCCCCC: client=localhost[127.0.0.1]",
                "10:00:04 cleanup[3]: CCCCCC: message-id=<3@mx>",
                agent("10:00:05", "CCCCCC", "r@c.example", "bounced (never)"));

        assertThat(told()).isEmpty();
        assertThat(report.deliveriesLeftOut()).isEqualTo(3);
    }

    @Test
    void more_messages_than_are_remembered_are_counted_and_told_again_not_lost() {
        int messages = 50_001;
        read(IntStream.concat(IntStream.range(0, messages), IntStream.of(0))
                .mapToObj(i -> agent("10:00:00", "%08X".formatted(i), "r@c.example", "deferred (later)"))
                .toArray(String[]::new));

        assertThat(told()).hasSize(messages + 1);
        assertThat(report.deliveriesForgotten()).isEqualTo(2);
    }
}
