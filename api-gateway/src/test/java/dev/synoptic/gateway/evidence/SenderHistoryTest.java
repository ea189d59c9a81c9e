package dev.synoptic.gateway.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.Origin;
import dev.synoptic.gateway.policy.KarmaNumbers;
import dev.synoptic.gateway.policy.OwnAction;
import dev.synoptic.gateway.policy.rule.Action;
import dev.synoptic.gateway.policy.rule.Condition;
import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.gateway.policy.rule.Standing;
import dev.synoptic.gateway.policy.rule.Subject;
import dev.synoptic.match.MatchQuality;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinedVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `mail.md` f.2 (known good senders), S4, K2.
class SenderHistoryTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final IpAddress ONE = IpAddress.parse("192.0.2.1").orElseThrow();
    private static final IpAddress OTHER = IpAddress.parse("192.0.2.2").orElseThrow();

    private final Rule windows = new Rule(
            "windows",
            "",
            List.of(new Condition.Family(List.of("Windows")), new Condition.Distance(0, 20)),
            false,
            new Action.Defer("later"),
            false,
            0);
    private Instant now = START;
    private final SenderHistory history = new SenderHistory(new RuleBook(List.of(windows)), () -> now);
    private int events;

    private JoinedVerdict joined(IpAddress client, Outcome outcome) {
        return joined("%032x".formatted(events++), 0, client, outcome, Optional.empty());
    }

    private static JoinedVerdict joined(
            String event, int revision, IpAddress client, Outcome outcome, Optional<String> reason) {
        long micros = START.getEpochSecond() * 1_000_000;
        var verdict = SampleVerdict.from(client)
                .event(event)
                .revision(revision)
                .at(micros, micros)
                .outcome(outcome)
                .reason(reason)
                .verdict();
        var partner = new JoinedVerdict.Partner(
                new Origin("agent", "site", "instance", 1),
                Optional.of(new Label(false, Optional.of("win"), "Windows", "XP")),
                Optional.of(MatchQuality.EXACT),
                OptionalInt.of(7),
                12,
                Optional.of("DSL"),
                0,
                "db",
                "raw",
                Optional.empty());
        return new JoinedVerdict(verdict, 0, How.EXACT, Optional.of(partner), Optional.empty());
    }

    private void accepted(IpAddress client, int times) {
        for (int i = 0; i < times; i++) history.take(joined(client, Outcome.ACCEPTED));
    }

    @Test
    void threeAcceptedAndNoneRefusedMakeAKnownGoodSenderFor36Days() {
        accepted(ONE, 2);
        assertThat(history.isGood(ONE)).isFalse();
        accepted(ONE, 1);
        assertThat(history.isGood(ONE)).isTrue();
        now = START.plus(Duration.ofDays(36));
        assertThat(history.isGood(ONE)).isTrue();
        now = now.plusSeconds(1);
        assertThat(history.isGood(ONE)).isFalse();
    }

    /// `smite_os`, f.1: a rule that acts counts for the connection, once; one in the shadow does not.
    @Test
    void aSystemThatARuleSmitesCountsForItsConnection() {
        for (boolean acts : List.of(true, false)) {
            var smite = new Rule(
                    "smite",
                    "",
                    List.of(new Condition.Label(Pattern.compile("windows (xp|2000)", Pattern.CASE_INSENSITIVE))),
                    false,
                    new Action.Score(-3),
                    true,
                    0);
            var book = new RuleBook(List.of(smite));
            var smitten = new SenderHistory(book, (_, _) -> acts, _ -> false, KarmaNumbers.USUAL, _ -> 0, () -> now);
            smitten.take(joined(ONE, Outcome.ABORTED));
            assertThat(smitten.standing(ONE)).isEqualTo(new Standing(OptionalInt.of(acts ? -1 : 0), acts, 0));
        }
    }

    @Test
    void whatRulesGiveForMannersIsNoPartOfTheHistory() {
        var bad = new Rule(
                "bad",
                "",
                List.of(new Condition.Family(List.of("Windows")), new Condition.Newcomer(true)),
                false,
                new Action.Score(-9),
                true,
                0);
        var history = new SenderHistory(
                new RuleBook(List.of(bad)), (_, _) -> true, _ -> false, KarmaNumbers.USUAL, _ -> 0, () -> now);
        history.take(joined(ONE, Outcome.ABORTED));
        assertThat(history.standing(ONE).history()).hasValue(0);
    }

    @Test
    void oneRefusalEndsIt() {
        accepted(ONE, 5);
        history.take(joined(ONE, Outcome.REJECTED));
        assertThat(history.isGood(ONE)).isFalse();
    }

    @Test
    void aRefusalOfOurOwnProvesNothing() {
        accepted(ONE, 3);
        history.take(joined("f".repeat(32), 0, ONE, Outcome.REJECTED, Optional.of(OwnAction.REASON)));
        assertThat(history.isGood(ONE)).isTrue();
        assertThat(history.effectiveSizes()).containsEntry("Windows XP", 1.0);
    }

    @Test
    void aRevisionTakesThePlaceOfWhatItCorrects() {
        accepted(ONE, 3);
        history.take(joined("e".repeat(32), 0, ONE, Outcome.REJECTED, Optional.empty()));
        assertThat(history.isGood(ONE)).isFalse();
        history.take(joined("e".repeat(32), 1, ONE, Outcome.ACCEPTED, Optional.empty()));
        assertThat(history.isGood(ONE)).isTrue();
        history.take(joined("e".repeat(32), 0, ONE, Outcome.REJECTED, Optional.empty()));
        assertThat(history.isGood(ONE)).isTrue();
    }

    @Test
    void rulesAreTriedOnEveryAcceptedMessage() {
        accepted(ONE, 3);
        accepted(OTHER, 2);
        history.take(joined(OTHER, Outcome.REJECTED));
        assertThat(history.wouldHit(windows)).containsExactly(Map.entry("Windows XP", 5L));
        assertThat(history.accepted()).isEqualTo(5);
    }

    /// K2: no rule is asked about those whom the operator trusts, whatever their systems are.
    @Test
    void mailOfTheTrustedIsHitByNoRule() {
        var watched = new SenderHistory(
                new RuleBook(List.of(windows)), (_, _) -> true, ONE::equals, KarmaNumbers.USUAL, _ -> 0, () -> now);
        for (var client : List.of(ONE, ONE, OTHER)) watched.take(joined(client, Outcome.ACCEPTED));
        assertThat(watched.wouldHit(windows)).containsExactly(Map.entry("Windows XP", 1L));
        assertThat(watched.accepted()).isEqualTo(1);
    }

    /// K2: whether a label is bad enough changes; what would have been hit is told as it stands now.
    @Test
    void theDamageOfARuleAboutTheSpamRatioFollowsTheRatio() {
        var bad = rule(false, new Condition.SpamRatio(0.9), new Condition.Link(List.of("DSL")));
        var either = rule(true, new Condition.SpamRatio(0.9), new Condition.Distance(0, 20));
        var other = rule(false, new Condition.SpamRatio(0.9), new Condition.Link(List.of("loopback")));
        double[] low = {0.89};
        var watched = new SenderHistory(
                new RuleBook(List.of(bad, either, other)),
                (_, _) -> true,
                _ -> false,
                KarmaNumbers.USUAL,
                label -> label.equals("Windows XP") ? low[0] : 1,
                () -> now);
        for (int i = 0; i < 3; i++) watched.take(joined(ONE, Outcome.ACCEPTED));
        assertThat(watched.wouldHit(bad)).isEmpty();
        assertThat(watched.wouldHit(either)).containsExactly(Map.entry("Windows XP", 3L));
        low[0] = 0.9;
        assertThat(watched.wouldHit(bad)).containsExactly(Map.entry("Windows XP", 3L));
        assertThat(watched.wouldHit(either)).containsExactly(Map.entry("Windows XP", 3L));
        assertThat(watched.wouldHit(other)).isEmpty();
    }

    /// K2: manners count as they stood before the message; a revision takes back what was counted, whatever stands now.
    @Test
    void theDamageOfARuleAboutMannersIsThatOfItsTime() {
        var strangers = rule(false, new Condition.Newcomer(true), new Condition.Family(List.of("Windows")));
        var watched = new SenderHistory(new RuleBook(List.of(strangers)), () -> now);
        String event = "e".repeat(32);
        watched.take(joined(event, 0, ONE, Outcome.ACCEPTED, Optional.empty()));
        watched.take(joined(ONE, Outcome.ACCEPTED)); // no stranger any more
        assertThat(watched.wouldHit(strangers)).containsExactly(Map.entry("Windows XP", 1L));
        watched.take(joined(event, 1, ONE, Outcome.REJECTED, Optional.of("unknown_user")));
        assertThat(watched.wouldHit(strangers)).isEmpty();
    }

    /// K2: however many labels a signature file has, none goes without its ratio.
    @Test
    void everyLabelOfAFileCountsByItsOwnRatio() {
        var bad = rule(false, new Condition.SpamRatio(0.9));
        var hit = new WouldHit(new RuleBook(List.of(bad)), _ -> 0.95);
        for (int i = 0; i < 300; i++) {
            hit.add(Subject.labelled("Linux", "3." + i), 1);
        }
        assertThat(hit.of(bad)).hasSize(300);
    }

    private static Rule rule(boolean any, Condition... conditions) {
        return new Rule(
                List.of(conditions).toString(), "", List.of(conditions), any, new Action.Defer("later"), false, 0);
    }

    @Test
    void messagesOfOneSenderAreWorthLittle() {
        accepted(ONE, 99);
        accepted(OTHER, 1);
        assertThat(history.effectiveSizes().get("Windows XP")).isBetween(1.01, 1.03);
    }
}
