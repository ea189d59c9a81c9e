package dev.synoptic.gateway.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.policy.KarmaNumbers;
import dev.synoptic.gateway.policy.KarmaPoints;
import dev.synoptic.gateway.policy.rule.Standing;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        book.add(verdict("s" + sessions++, client, Outcome.REJECTED, "unknown_user", 3, false), 1, 0);
    }

    private void nice(IpAddress client) {
        String session = "s" + sessions++;
        for (int i = 0; i < 3; i++) book.add(verdict(session, client, Outcome.ACCEPTED, "", 0, false), 1, 0);
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
        book.add(verdict("a", ONE, Outcome.REJECTED, "unknown_user", 2, false), 1, 0);
        assertThat(now(ONE)).isEqualTo(new Standing(OptionalInt.of(0), false, 0)); // −2 is not below −2
        book.add(verdict("a", ONE, Outcome.REJECTED, "helo", 1, false), 1, 0);
        assertThat(now(ONE)).isEqualTo(new Standing(OptionalInt.of(-1), true, 0));
        assertThat(book.standing(ONE, START + DAY - 1).penalised()).isTrue();
        assertThat(book.standing(ONE, START + DAY).penalised()).isFalse();
    }

    @Test
    void theSumCountsWhateverTheOrder() {
        String[] reasons = {"unknown_user", "dnsbl", "early_talker"};
        for (int shift = 0; shift < reasons.length; shift++) {
            for (int i = 0; i < reasons.length; i++) {
                var reason = reasons[(shift + i) % reasons.length];
                book.add(verdict("s" + shift, ONE, Outcome.REJECTED, reason, 1, false), 1, 0);
            }
        }
        assertThat(now(ONE).history()).hasValue(-3);
    }

    /// Finding 1: what the system is worth counts wherever it comes in the order of things, and once.
    @Test
    void pointsOfTheSystemCountOnceWheneverItBecomesKnown() {
        book.add(verdict("early", ONE, Outcome.REJECTED, "unknown_user", 1, false), 1, -1);
        book.add(verdict("early", ONE, Outcome.REJECTED, "helo", 1, false), 1, -1);
        assertThat(now(ONE).history()).hasValue(-1);
        var other = IpAddress.parse("192.0.2.2").orElseThrow();
        var first = verdict("late", other, Outcome.REJECTED, "unknown_user", 2, false);
        book.add(first, 1, 0);
        assertThat(now(other).history()).hasValue(0);
        book.add(first, -1, 0); // a revision tells the system
        book.add(first, 1, -1);
        assertThat(now(other).history()).hasValue(-1);
    }

    @Test
    void itsNumbersAreThoseOfTheSettings() {
        var numbers = new KarmaNumbers(KarmaPoints.USUAL, -1, 0, 0, 2, Duration.ofHours(1), -1);
        var strict = new KarmaBook(numbers);
        strict.add(verdict("a", ONE, Outcome.ACCEPTED, "", 0, false), 1, 0);
        assertThat(strict.standing(ONE, START)).isEqualTo(new Standing(OptionalInt.of(1), false, 1));
        var other = IpAddress.parse("192.0.2.2").orElseThrow();
        strict.add(verdict("b", other, Outcome.REJECTED, "unknown_user", 2, false), 1, 0);
        assertThat(strict.standing(other, START)).isEqualTo(new Standing(OptionalInt.of(-1), false, 0));
        strict.add(verdict("c", other, Outcome.REJECTED, "unknown_user", 2, false), 1, 0);
        assertThat(strict.standing(other, START)).isEqualTo(new Standing(OptionalInt.of(-2), true, 0));
        long end = START + DAY / 24 + 2 * DAY; // an hour, and a day more for each point below the one given
        assertThat(strict.standing(other, end - 1).penalised()).isTrue();
        assertThat(strict.standing(other, end).penalised()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "unknown_user,-6",
        "relay,-10",
        "early_talker,-7",
        "dnsbl,-11",
        "helo,-13",
        "sender_domain,-17",
        "auth,-19",
        "content,-23",
        "greylist,0",
        "rate_limit,0",
        "internal,0",
        "os_policy,0",
        "other,0"
    })
    void eachEventCountsWhatTheSettingsSay(String reason, int points) {
        var all = new KarmaPoints(2, 29, -3, -5, -7, -11, -13, -17, -19, -23);
        assertThat(all.of(verdict("a", ONE, Outcome.REJECTED, reason, 2, false)))
                .isEqualTo(points);
        assertThat(all.of(verdict("a", ONE, Outcome.ACCEPTED, "", 0, false))).isEqualTo(2);
    }

    @Test
    void historyIsKeptFromConnectionToConnectionAndAGoodOneHasAPointAtConnect() {
        for (int i = 0; i < 10; i++) nice(ONE);
        assertThat(now(ONE).pointsAtConnect()).isZero();
        nice(ONE);
        assertThat(now(ONE)).isEqualTo(new Standing(OptionalInt.of(11), false, 1));
        assertThat(now(ONE).pointsAtConnect()).isEqualTo(1);
        naughty(ONE); // three strikes and the point at connect are not below −2
        assertThat(now(ONE)).isEqualTo(new Standing(OptionalInt.of(11), false, 1));
        book.add(verdict("four", ONE, Outcome.REJECTED, "unknown_user", 4, false), 1, 0);
        assertThat(now(ONE)).isEqualTo(new Standing(OptionalInt.of(10), false, 0)); // nobody good is penalised
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
        book.add(wrong, 1, 0);
        book.add(wrong, -1, 0);
        assertThat(now(ONE)).isEqualTo(new Standing(OptionalInt.of(0), false, 0));
    }

    @Test
    void signingInCountsOnceAndPostponingCountsNothing() {
        book.add(verdict("a", ONE, Outcome.ACCEPTED, "", 0, true), 1, 0);
        book.add(verdict("a", ONE, Outcome.ACCEPTED, "", 0, true), 1, 0);
        assertThat(now(ONE).history()).hasValue(1); // two messages and a login
        book.add(verdict("b", ONE, Outcome.GREYLISTED, "greylist", 9, false), 1, 0);
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
