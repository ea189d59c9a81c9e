package dev.synoptic.verdict.ratio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// `mail.md` S4.
class SenderCountsTest {

    @Test
    void a_thousand_messages_of_one_address_are_one_sender() {
        SenderCounts loud = SenderCounts.ofSender(100, 900);
        assertThat(loud.senders()).isEqualTo(1);
        assertThat(loud.sendersRejected()).isEqualTo(1);
        assertThat(loud.effective()).isEqualTo(1.0);
        assertThat(loud.cappedAccepted()).isEqualTo(5);
        assertThat(loud.cappedRejected()).isEqualTo(45);
        assertThat(loud.cappedRatio()).isEqualTo("90.00%");
    }

    @Test
    void an_even_sender_is_not_counted_as_rejected() {
        assertThat(SenderCounts.ofSender(3, 3).sendersRejected()).isZero();
        assertThat(SenderCounts.ofSender(0, 0)).isEqualTo(SenderCounts.ZERO);
    }

    @Test
    void equal_senders_are_worth_their_number() {
        SenderCounts all = SenderCounts.ZERO;
        for (int i = 0; i < 40; i++) all = all.plus(SenderCounts.ofSender(1, 1));
        assertThat(all.effective()).isEqualTo(40.0);
        assertThat(all.ratioBySender()).isEqualTo("0.00%");
    }

    /// Message by message, in any order and with corrections, the sum is that of what each sender sent in the end.
    @Test
    void what_is_taken_back_leaves_nothing() {
        var random = new Random(7);
        long[][] senders = new long[10][2];
        SenderCounts sum = SenderCounts.ZERO;
        for (int step = 0; step < 2_000; step++) {
            long[] one = senders[random.nextInt(senders.length)];
            SenderCounts before = SenderCounts.ofSender(one[0], one[1]);
            int which = random.nextInt(2);
            one[which] = Math.max(0, one[which] + (random.nextInt(3) == 0 ? -1 : 1));
            sum = sum.minus(before).plus(SenderCounts.ofSender(one[0], one[1]));
        }
        SenderCounts expected = SenderCounts.ZERO;
        for (long[] one : senders) expected = expected.plus(SenderCounts.ofSender(one[0], one[1]));
        assertThat(sum).isEqualTo(expected);
    }
}
