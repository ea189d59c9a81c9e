package dev.synoptic.gateway.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.gateway.policy.rule.Subject.SystemSeen;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.Network;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `mail.md` f.1 to f.3, S1 to S4.
class RulesTest {

    private static final Subject XP = new Subject(
            IpAddress.parse("192.0.2.7"),
            Optional.of(new SystemSeen("Windows", "XP", true, false)),
            false,
            Optional.of("DSL"),
            OptionalInt.of(12),
            true,
            false,
            OptionalDouble.of(0.7));

    private static final Subject NOBODY = new Subject(
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            OptionalInt.empty(),
            false,
            false,
            OptionalDouble.empty());

    private static final List<Condition> HOLDING = List.of(
            new Condition.Family(List.of("Linux", "windows")),
            new Condition.Label(Pattern.compile("dows (XP|7)", Pattern.CASE_INSENSITIVE)),
            new Condition.Recognised(true),
            new Condition.Exact(false),
            new Condition.Link(List.of("DSL", "modem")),
            new Condition.Distance(12, 12),
            new Condition.Shared(true),
            new Condition.Tool(false),
            new Condition.SignedIn(false),
            new Condition.SpamRatio(0.7),
            new Condition.From(List.of(Network.parse("192.0.2.0/24").orElseThrow()), true));

    private static final List<Condition> NOT_HOLDING = List.of(
            new Condition.Family(List.of("Linux", "Windows XP")),
            new Condition.Label(Pattern.compile("Linux")),
            new Condition.Recognised(false),
            new Condition.Exact(true),
            new Condition.Link(List.of("dsl")),
            new Condition.Distance(13, 255),
            new Condition.Distance(0, 11),
            new Condition.Shared(false),
            new Condition.Tool(true),
            new Condition.SignedIn(true),
            new Condition.SpamRatio(0.71),
            new Condition.From(List.of(Network.parse("192.0.2.0/24").orElseThrow()), false));

    @Test
    void eachConditionLooksAtOneThing() {
        assertThat(HOLDING).allMatch(each -> each.holds(XP));
        assertThat(NOT_HOLDING).noneMatch(each -> each.holds(XP));
    }

    @Test
    void whatIsNotKnownHoldsForNothingThatAsksForIt() {
        assertThat(HOLDING.stream().filter(each -> each.holds(NOBODY)).map(Object::getClass))
                .containsExactly(Condition.Tool.class, Condition.SignedIn.class);
    }

    private static Rule rule(boolean any, Condition... conditions) {
        return new Rule("r", "", List.of(conditions), any, new Action.Score(-1), false, 0);
    }

    /// Finding 3 of f.1: documented as all, done as any. Ours are all, and any where it is said.
    @Test
    void allConditionsMustHoldUnlessTheRuleSaysAny() {
        var yes = new Condition.Family(List.of("Windows"));
        var no = new Condition.Link(List.of("modem"));
        assertThat(rule(false, yes, no).holds(XP)).isFalse();
        assertThat(rule(true, yes, no).holds(XP)).isTrue();
        assertThat(rule(true, no).holds(XP)).isFalse();
    }

    @Test
    void rulesThatReferToALabelAreFoundForWhoeverChangesLabels() {
        var byName = named("name", new Condition.Family(List.of("Windows")), new Condition.Distance(0, 9));
        var byPattern = named("pattern", new Condition.Label(Pattern.compile("XP")));
        var elsewhere = named("elsewhere", new Condition.Link(List.of("DSL")), new Condition.Recognised(true));
        var book = new RuleBook(List.of(byName, byPattern, elsewhere));
        assertThat(book.referringTo("Windows", "XP")).containsExactly(byName, byPattern);
        assertThat(book.referringTo("Windows", "7 or 8")).containsExactly(byName);
        assertThat(book.referringTo("Linux", "")).isEmpty();
    }

    private static Rule named(String name, Condition... conditions) {
        return new Rule(name, "", List.of(conditions), false, new Action.Score(-1), false, 0);
    }

    @Test
    void aRuleIsAnotherOnceItIsChangedButNotForBeingEnforced() {
        var one = rule(false, new Condition.Family(List.of("Windows")));
        var enforced = new Rule("r", "", one.conditions(), false, one.action(), true, 0);
        var revised = new Rule("r", "", one.conditions(), false, one.action(), false, 1);
        assertThat(enforced.digest()).isEqualTo(one.digest());
        assertThat(revised.digest()).isNotEqualTo(one.digest());
        assertThat(rule(true, new Condition.Family(List.of("Windows"))).digest())
                .isNotEqualTo(one.digest());
    }

    @Test
    void namesAreUniqueAndConditionsAreSaid() {
        var one = named("same", new Condition.Tool(true));
        assertThatThrownBy(() -> new RuleBook(List.of(one, one))).hasMessage("two rules are called same");
        assertThatThrownBy(() -> named("none")).hasMessage("rule none has no condition");
    }

    private static LabelRecord record(long accepted, long rejected, OptionalDouble effective, long lately) {
        return new LabelRecord(accepted, rejected, effective, 100_000, lately, 0.4);
    }

    /// S2, S3, S4: few messages, few senders, or no worse than all mail: nothing that a rule may use.
    @Test
    void aRatioIsUsedOnlyWhereItSaysSomething() {
        assertThat(record(0, 29, OptionalDouble.empty(), 0).usableLow()).isEmpty();
        assertThat(record(0, 30, OptionalDouble.empty(), 0).usableLow().orElseThrow())
                .isBetween(0.88, 0.89);
        assertThat(record(0, 3_000, OptionalDouble.of(29), 0).usableLow()).isEmpty();
        assertThat(record(0, 3_000, OptionalDouble.of(30), 0).usableLow().orElseThrow())
                .isBetween(0.88, 0.89);
        assertThat(record(60, 40, OptionalDouble.empty(), 0).usableLow()).isEmpty();
    }

    /// K1, each bar of the gate alone.
    @Test
    void theGateOpensOnlyWhenEverythingIsThere() {
        var reject = new Action.Reject("no", true);
        var open = record(0, 20_000, OptionalDouble.of(1_000), 100);
        assertThat(RejectGate.shut(reject, Optional.of(open))).isEmpty();
        assertThat(RejectGate.shut(new Action.Reject("no", false), Optional.of(open)))
                .isPresent();
        assertThat(RejectGate.shut(reject, Optional.empty())).isPresent();
        assertThat(RejectGate.shut(reject, Optional.of(record(0, 20_000, OptionalDouble.of(999), 100))))
                .isPresent();
        assertThat(RejectGate.shut(reject, Optional.of(record(0, 20_000, OptionalDouble.empty(), 100))))
                .isPresent();
        assertThat(RejectGate.shut(reject, Optional.of(record(300, 20_000, OptionalDouble.of(1_000), 100))))
                .isPresent();
        assertThat(RejectGate.shut(reject, Optional.of(record(0, 20_000, OptionalDouble.of(1_000), 101))))
                .isPresent();
    }

    /// K1: what is held against a sender beside its fingerprint takes a deferral or a hold out of the gate; that it is
    /// new or has not signed in does not, nor does a network that holds everybody.
    @Test
    void aRuleMayJudgeByTheFingerprintAlone() {
        var windows = new Condition.Family(List.of("Windows"));
        var anybody = new Condition.From(List.of(Network.parse("0.0.0.0/0").orElseThrow()), true);
        var some = new Condition.From(List.of(Network.parse("192.0.2.0/24").orElseThrow()), true);
        var except = new Condition.From(List.of(Network.parse("192.0.2.0/24").orElseThrow()), false);
        for (Condition mere : List.of(
                new Condition.SignedIn(false),
                new Condition.Newcomer(true),
                new Condition.History(-5, 5),
                new Condition.Recipients(1),
                new Condition.Link(List.of("DSL")),
                anybody,
                except)) {
            assertThat(deferring(false, windows, mere).needsGate())
                    .as("%s", mere)
                    .isTrue();
        }
        for (Condition reproach : List.of(
                new Condition.Penalised(true), new Condition.History(-9, -1), new Condition.Recipients(2), some)) {
            assertThat(deferring(false, windows, reproach).needsGate())
                    .as("%s", reproach)
                    .isFalse();
            assertThat(deferring(true, windows, reproach).needsGate())
                    .as("any, %s", reproach)
                    .isTrue();
        }
        for (Condition fingerprint : List.of(
                windows,
                new Condition.Recognised(false),
                new Condition.Exact(false),
                new Condition.Link(List.of("DSL")),
                new Condition.Distance(0, 9),
                new Condition.Shared(true),
                new Condition.Tool(true),
                new Condition.SpamRatio(0.5))) {
            assertThat(deferring(false, fingerprint).needsGate())
                    .as("%s", fingerprint)
                    .isTrue();
        }
        assertThat(deferring(false, except).needsGate()).isFalse(); // it is not about the fingerprint at all
    }

    private static Rule deferring(boolean any, Condition... conditions) {
        return new Rule("later", "", List.of(conditions), any, new Action.Defer("later", true), true, 0);
    }
}
