package dev.synoptic.gateway.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.policy.KarmaNumbers;
import dev.synoptic.gateway.policy.rule.Standing;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// `mail.md` f.1: karma, history, penalty box.
class KarmaBookTest {

    private static final long START = 1_795_176_000_000_000L;
    private static final long DAY = Duration.ofDays(1).toNanos() / 1_000;
    private static final IpAddress ONE = IpAddress.parse("192.0.2.1").orElseThrow();

    private final KarmaBook book = new KarmaBook(KarmaNumbers.USUAL);
    private int sessions;

    private static Verdict verdict(
            String session, IpAddress client, Outcome outcome, String reason, int refused, boolean signedIn) {
        var draft = SampleVerdict.from(client)
                .event(session)
                .at(START, START)
                .outcome(outcome)
                .reason(Optional.of(reason).filter(text -> !text.isEmpty()))
                .recipientsRefused(refused);
        return (signedIn ? draft.saslUser("user") : draft).verdict();
    }

    private void naughty(IpAddress client) {
        book.add(verdict("s" + sessions++, client, Outcome.REJECTED, "unknown_user", 3, false), 1);
    }

    private void nice(IpAddress client) {
        String session = "s" + sessions++;
        for (int i = 0; i < 3; i++) book.add(verdict(session, client, Outcome.ACCEPTED, "", 0, false), 1);
    }

    private Standing now(IpAddress client) {
        return book.standing(client, START);
    }

    @Test
    void whoNeverCameHasNoHistory() {
        assertThat(now(ONE)).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void threeStrikesMakeAConnectionNaughtyAndItsSenderSitsForADay() {
        book.add(verdict("a", ONE, Outcome.REJECTED, "unknown_user", 2, false), 1);
        assertThat(now(ONE)).isEqualTo(new Standing(OptionalInt.of(0), false)); // −2 is not below −2
        book.add(verdict("a", ONE, Outcome.REJECTED, "helo", 1, false), 1);
        assertThat(now(ONE)).isEqualTo(new Standing(OptionalInt.of(-1), true));
        assertThat(book.standing(ONE, START + DAY - 1).penalised()).isTrue();
        assertThat(book.standing(ONE, START + DAY).penalised()).isFalse();
    }

    @Test
    void theSumCountsWhateverTheOrder() {
        String[] reasons = {"unknown_user", "dnsbl", "early_talker"};
        for (int shift = 0; shift < reasons.length; shift++) {
            for (int i = 0; i < reasons.length; i++) {
                var reason = reasons[(shift + i) % reasons.length];
                book.add(verdict("s" + shift, ONE, Outcome.REJECTED, reason, 1, false), 1);
            }
        }
        assertThat(now(ONE).history()).hasValue(-3);
    }

    @Test
    void historyIsKeptFromConnectionToConnectionAndAGoodOneHasAPointAtConnect() {
        for (int i = 0; i < 10; i++) nice(ONE);
        assertThat(now(ONE).pointsAtConnect()).isZero();
        nice(ONE);
        assertThat(now(ONE)).isEqualTo(new Standing(OptionalInt.of(11), false));
        assertThat(now(ONE).pointsAtConnect()).isEqualTo(1);
        naughty(ONE); // once is forgiven: the history is still good
        assertThat(now(ONE)).isEqualTo(new Standing(OptionalInt.of(10), false));
    }

    @Test
    void whoWasNeverNiceSitsADayMoreForEachPointBelowFive() {
        for (int i = 0; i < 6; i++) naughty(ONE);
        assertThat(book.standing(ONE, START + 7 * DAY - 1).penalised()).isTrue();
        assertThat(book.standing(ONE, START + 7 * DAY).penalised()).isFalse();
    }

    @Test
    void aCorrectionTakesBackWhatItCorrects() {
        var wrong = verdict("a", ONE, Outcome.REJECTED, "unknown_user", 3, false);
        book.add(wrong, 1);
        book.add(wrong, -1);
        assertThat(now(ONE)).isEqualTo(new Standing(OptionalInt.of(0), false));
    }

    @Test
    void signingInCountsOnceAndPostponingCountsNothing() {
        book.add(verdict("a", ONE, Outcome.ACCEPTED, "", 0, true), 1);
        book.add(verdict("a", ONE, Outcome.ACCEPTED, "", 0, true), 1);
        assertThat(now(ONE).history()).hasValue(1); // two messages and a login
        book.add(verdict("b", ONE, Outcome.GREYLISTED, "greylist", 9, false), 1);
        assertThat(now(ONE).history()).hasValue(1);
    }

    @Test
    void aNetworkOfIpv6IsOneSender() {
        naughty(IpAddress.parse("2001:db8:1:2::1").orElseThrow());
        assertThat(now(IpAddress.parse("2001:db8:1:2:ffff::9").orElseThrow()).penalised())
                .isTrue();
        assertThat(now(IpAddress.parse("2001:db8:1:3::1").orElseThrow())).isEqualTo(Standing.UNKNOWN);
    }
}
