package dev.synoptic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.http.policy.RulesReply.LabelHarm;
import dev.synoptic.gateway.http.policy.RulesReply.Mode;
import dev.synoptic.gateway.http.policy.RulesReply.ToldRule;
import dev.synoptic.gateway.policy.RuleLimits;
import dev.synoptic.gateway.policy.RuleMemory;
import dev.synoptic.gateway.policy.RuleWatch;
import dev.synoptic.gateway.policy.rule.Action;
import dev.synoptic.gateway.policy.rule.Condition;
import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.gateway.policy.rule.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// K2: what a rule does, since when, and whom it would have hit.
class ToldRulesTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private final Rule rule = new Rule(
            "later",
            "strict",
            List.of(new Condition.Family(List.of("Windows"))),
            false,
            new Action.Hold("no", true),
            true,
            0);
    private Optional<String> suspended = Optional.empty();

    private ToldRule told(Rule rule, Instant now) {
        var memory = new RuleMemory() {
            @Override
            public Optional<Remembered> find(Rule asked) {
                return Optional.of(new Remembered(START.getEpochSecond() * 1_000_000, suspended));
            }

            @Override
            public void remember(Rule asked, Remembered what) {}
        };
        var watch = new RuleWatch(new RuleBook(List.of(rule)), RuleLimits.USUAL, memory, () -> now);
        watch.share();
        var telling = new ToldRules(RuleLimits.USUAL, _ -> Map.of("Windows 7 or 8", 2L, "Windows XP", 5L));
        return telling.of(watch.standings().getFirst(), now);
    }

    @Test
    void inTheShadowItTellsWhenItWillActAndWhomItWouldHaveHit() {
        assertThat(told(rule, START.plus(WEEK).minusSeconds(1)))
                .isEqualTo(new ToldRule(
                        "later",
                        Optional.of("strict"),
                        "hold",
                        Mode.SHADOW,
                        true,
                        START,
                        Optional.of(START.plus(WEEK)),
                        Optional.empty(),
                        true,
                        true,
                        0,
                        0,
                        7,
                        List.of(new LabelHarm("Windows XP", 0, 5), new LabelHarm("Windows 7 or 8", 0, 2))));
    }

    @Test
    void afterSevenDaysItActsAndOneThatIsNotToNeverWill() {
        assertThat(told(rule, START.plus(WEEK)).mode()).isEqualTo(Mode.ENFORCED);
        var never = new Rule("never", "", rule.conditions(), false, rule.action(), false, 0);
        assertThat(told(never, START.plus(WEEK.multipliedBy(9)))).satisfies(told -> {
            assertThat(told.mode()).isEqualTo(Mode.SHADOW);
            assertThat(told.actsFrom()).isEmpty();
            assertThat(told.context()).isEmpty();
        });
    }

    @Test
    void aSuspendedOneSaysWhyAndWillNotAct() {
        suspended = Optional.of("too many");
        assertThat(told(rule, START)).satisfies(told -> {
            assertThat(told.mode()).isEqualTo(Mode.SUSPENDED);
            assertThat(told.suspended()).hasValue("too many");
            assertThat(told.actsFrom()).isEmpty();
        });
    }
}
