package dev.synoptic.gateway.policy;

import static dev.synoptic.gateway.policy.PolicyStand.KNOWN;
import static dev.synoptic.gateway.policy.PolicyStand.WINDOWS;
import static dev.synoptic.gateway.policy.PolicyStand.rcpt;
import static dev.synoptic.gateway.policy.PolicyStand.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.policy.PolicyDesk.Evidence;
import dev.synoptic.gateway.policy.RuleStanding.Mode;
import dev.synoptic.gateway.policy.rule.Action;
import dev.synoptic.gateway.policy.rule.Condition;
import dev.synoptic.gateway.policy.rule.LabelRecord;
import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.gateway.policy.rule.Standing;
import dev.synoptic.packet.Network;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `mail.md` f.1 to f.3 through the whole front: rules, shadow, suspension, gate.
class RulingTest {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Condition IS_WINDOWS = new Condition.Family(List.of("windows"));
    private static final Action DEFER = new Action.Defer("4.7.1 Later", true);
    private static final List<Network> UNRECOGNISED =
            List.of(Network.parse(PolicyStand.UNRECOGNISED).orElseThrow());
    private static final String WINDOWS_HEADER = "action=PREPEND X-OS-Fingerprint: Windows XP (198.18.25.20)";

    /// Of every label, recognised or not, the gate is told what opens it.
    private static final Evidence PROVEN =
            new Evidence(_ -> false, _ -> Optional.of(proof()), _ -> false, Greylisting.NONE);

    private final PolicyStand stand = new PolicyStand();

    @AfterEach
    void close() {
        stand.close();
    }

    private static Rule rule(String name, Action action, Condition... conditions) {
        return new Rule(name, "", List.of(conditions), false, action, true, 0);
    }

    private PolicyStand.Server serve(Evidence evidence, Rule... rules) throws IOException {
        return stand.serve(stand.desk(new RuleBook(List.of(rules)), RuleMemory.NONE, evidence, FingerprintHeader.USUAL))
                .connect();
    }

    private RuleStanding standing() {
        return stand.watch.standings().getFirst();
    }

    @Test
    void aRuleOnlyReportsInItsFirstSevenDays() throws IOException {
        try (var postfix = serve(PROVEN, rule("later", DEFER, IS_WINDOWS))) {
            assertThat(postfix.ask(rcpt(WINDOWS, "1.a"))).isEqualTo(WINDOWS_HEADER);
            stand.pass(WEEK.minusSeconds(1));
            assertThat(postfix.ask(rcpt(WINDOWS, "1.b"))).isEqualTo(WINDOWS_HEADER);
            assertThat(standing().touched()).isEqualTo(2);
            stand.pass(Duration.ofSeconds(1));
            assertThat(postfix.ask(rcpt(WINDOWS, "1.c"))).isEqualTo("action=DEFER_IF_PERMIT 4.7.1 Later (os-policy)");
            assertThat(postfix.ask(rcpt(KNOWN, "1.d"))).contains("PREPEND");
        }
    }

    /// K2: whom a rule would have hit is told, and told again only when there is more.
    @Test
    void theReportSaysWhomARuleWouldHaveHit() throws IOException {
        var any = rule("later", DEFER, new Condition.Distance(0, 99));
        try (var postfix = serve(PROVEN, any)) {
            for (String message : List.of("1.a", "1.b", "1.c")) postfix.ask(rcpt(WINDOWS, message));
            postfix.ask(rcpt(KNOWN, "1.d"));
            var report = new RuleReport(stand.watch, _ -> 2);
            assertThat(report.lines(5, Instant.EPOCH))
                    .containsExactly(
                            "policy rule \"later\": in the shadow, would have touched 4 transactions (Windows XP 3,"
                                    + " Linux 3.11 and newer 1), 0 of known good senders; it holds for 2 of 5 accepted messages");
            assertThat(report.lines(5, Instant.EPOCH)).isEmpty();
            postfix.ask(rcpt(KNOWN, "1.e"));
            assertThat(report.lines(5, Instant.EPOCH)).hasSize(1);
        }
    }

    /// One network in twenty stays as it would be without us, so that there is always something to learn from.
    @Test
    void someNetworksNoRuleTouches() throws IOException {
        try (var postfix = serve(PROVEN, rule("later", DEFER, IS_WINDOWS))) {
            stand.pass(WEEK);
            assertThat(postfix.ask(rcpt(PolicyStand.HELD_BACK, "1.a"))).startsWith("action=PREPEND X-OS-Fingerprint");
            assertThat(postfix.ask(rcpt(WINDOWS, "1.b"))).isEqualTo("action=DEFER_IF_PERMIT 4.7.1 Later (os-policy)");
            assertThat(stand.counters.heldBack().sum()).isEqualTo(1);
        }
    }

    @Test
    void aRuleThatIsNotEnforcedStaysInTheShadow() throws IOException {
        var shadow = new Rule("later", "", List.of(IS_WINDOWS), false, DEFER, false, 0);
        try (var postfix = serve(PROVEN, shadow)) {
            stand.pass(WEEK.multipliedBy(5));
            assertThat(postfix.ask(rcpt(WINDOWS, "1.a"))).isEqualTo(WINDOWS_HEADER);
            assertThat(standing().touched()).isEqualTo(1);
        }
    }

    @Test
    void oneMessageToManyIsTouchedOnce() throws IOException {
        try (var postfix = serve(PROVEN, rule("later", DEFER, IS_WINDOWS))) {
            for (int i = 0; i < 5; i++) postfix.ask(rcpt(WINDOWS, "1.a"));
            assertThat(standing().touched()).isEqualTo(1);
        }
    }

    @Test
    void theContextSelectsTheSet() throws IOException {
        var strict = new Rule("later", "strict", List.of(IS_WINDOWS), false, DEFER, true, 0);
        try (var postfix = serve(PROVEN, strict)) {
            stand.pass(WEEK);
            assertThat(postfix.ask(request("RCPT", WINDOWS, "1.a", "b@mx", ""))).isEqualTo(WINDOWS_HEADER);
            assertThat(postfix.ask(request("RCPT", WINDOWS, "1.b", "b@mx", "strict")))
                    .contains("DEFER_IF_PERMIT");
        }
    }

    @Test
    void aRuleThatTouchesTooManyStopsItself() throws IOException {
        try (var postfix = serve(PROVEN, rule("later", DEFER, IS_WINDOWS))) {
            stand.pass(WEEK);
            for (int i = 0; i < 199; i++) postfix.ask(rcpt(i < 149 ? KNOWN : WINDOWS, "1." + i));
            assertThat(standing().mode(micros())).isEqualTo(Mode.ENFORCED); // 50 of 199: too few to tell
            assertThat(postfix.ask(rcpt(WINDOWS, "2.a"))).isEqualTo(WINDOWS_HEADER); // 51 of 200
            assertThat(standing().suspended())
                    .hasValueSatisfying(
                            why -> assertThat(why).isEqualTo("it touches 51 of 200 transactions, at most 25 %"));
            stand.pass(WEEK);
            assertThat(postfix.ask(rcpt(WINDOWS, "3.a"))).isEqualTo(WINDOWS_HEADER);
            assertThat(stand.watch.suspended()).isEqualTo(1);
        }
    }

    @Test
    void aRuleThatTouchesAKnownGoodSenderStopsItselfBeforeItHinders() throws IOException {
        var good = new Evidence(_ -> false, PROVEN.labels(), PolicyStand.address(WINDOWS)::equals, Greylisting.NONE);
        try (var postfix = serve(good, rule("later", DEFER, IS_WINDOWS))) {
            stand.pass(WEEK);
            assertThat(postfix.ask(rcpt(WINDOWS, "1.a"))).isEqualTo(WINDOWS_HEADER);
            assertThat(standing().suspended()).isPresent();
            assertThat(standing().touchedGood()).isEqualTo(1);
        }
    }

    @Test
    void whatTheFleetRemembersCountsAcrossRestarts() throws IOException {
        var memory = new Remembering();
        var book = new RuleBook(List.of(rule("later", DEFER, IS_WINDOWS)));
        var first = new RuleWatch(book, RuleLimits.USUAL, memory, stand.now::get);
        first.share();
        stand.pass(WEEK);
        var second = new RuleWatch(book, RuleLimits.USUAL, memory, stand.now::get);
        assertThat(second.standings().getFirst().mode(micros())).isEqualTo(Mode.SHADOW); // it knows nothing yet
        second.share();
        assertThat(second.standings().getFirst().mode(micros())).isEqualTo(Mode.ENFORCED);
        for (int i = 0; i < 200; i++) {
            second.asked(book.rules().getFirst());
            second.touch(book.rules().getFirst(), false, "Windows XP");
        }
        first.share();
        assertThat(first.standings().getFirst().mode(micros())).isEqualTo(Mode.SUSPENDED);
        var revised = new Rule("later", "", List.of(IS_WINDOWS), false, DEFER, true, 1);
        var third = new RuleWatch(new RuleBook(List.of(revised)), RuleLimits.USUAL, memory, stand.now::get);
        third.share();
        assertThat(third.standings().getFirst().mode(micros())).isEqualTo(Mode.SHADOW);
    }

    private static final class Remembering implements RuleMemory {
        private final Map<String, Remembered> all = new HashMap<>();

        @Override
        public Optional<Remembered> find(Rule rule) {
            return Optional.ofNullable(all.get(rule.digest()));
        }

        @Override
        public void remember(Rule rule, Remembered what) {
            all.put(rule.digest(), what);
        }
    }

    @Test
    void pointsAddUpWhateverTheOrderAndRuleOutNothing() throws IOException {
        var details = new FingerprintHeader(FingerprintHeader.Form.DETAILS, Optional.empty());
        var book = new RuleBook(List.of(
                rule(
                        "smite",
                        new Action.Score(-1),
                        new Condition.Label(java.util.regex.Pattern.compile("(?i)windows xp"))),
                rule("far", new Action.Score(-2), new Condition.Distance(3, 255)),
                rule("near", new Action.Score(5), new Condition.Distance(0, 2))));
        try (var postfix =
                stand.serve(stand.desk(book, RuleMemory.NONE, PROVEN, details)).connect()) {
            stand.pass(WEEK);
            assertThat(postfix.ask(rcpt(WINDOWS, "1.a")))
                    .isEqualTo("action=PREPEND X-OS-Fingerprint: os=Windows XP, link=DSL, dist=3, karma=-3\nkarma=-3");
        }
    }

    @Test
    void aSecondRecipientOfASenderWithABadHistoryMayBePutOff() throws IOException {
        var bad = new Evidence(
                _ -> false,
                _ -> Optional.empty(),
                _ -> false,
                _ -> new Standing(OptionalInt.of(-1), true, 0),
                Greylisting.NONE);
        var second = rule("second", DEFER, new Condition.History(-100, -1), new Condition.Recipients(2));
        try (var postfix = serve(bad, second)) {
            stand.pass(WEEK);
            assertThat(postfix.ask(rcpt(KNOWN, "1.a"))).contains("PREPEND");
            assertThat(postfix.ask(rcpt(KNOWN, "1.a"))).contains("DEFER_IF_PERMIT");
            assertThat(postfix.ask(rcpt(KNOWN, "1.b"))).contains("PREPEND");
        }
    }

    @Test
    void aGoodHistoryIsAPointAtConnect() throws IOException {
        var good = new Evidence(
                _ -> false,
                _ -> Optional.empty(),
                _ -> false,
                _ -> new Standing(OptionalInt.of(11), false, 1),
                Greylisting.NONE);
        try (var postfix = serve(good, rule("smite", new Action.Score(-3), IS_WINDOWS))) {
            stand.pass(WEEK);
            assertThat(postfix.ask(rcpt(WINDOWS, "1.a"))).endsWith("karma=-2");
            assertThat(postfix.ask(rcpt(KNOWN, "1.b"))).endsWith("karma=1");
        }
    }

    @Test
    void otherHeadersAndHoldAndPass() throws IOException {
        try (var postfix = serve(
                PROVEN,
                rule("trust", new Action.Pass(), new Condition.Family(List.of("Linux"))),
                rule("note", new Action.Prepend("X-Stack", "{os}/{link}/{distance}/{address}"), IS_WINDOWS),
                rule("hold", new Action.Hold("Look at this"), new Condition.From(UNRECOGNISED, true)),
                rule("rest", DEFER, new Condition.Distance(0, 255)))) {
            stand.pass(WEEK);
            assertThat(postfix.ask(rcpt(KNOWN, "1.a"))).contains("X-OS-Fingerprint: Linux");
            assertThat(postfix.ask(rcpt(WINDOWS, "1.b")))
                    .isEqualTo("action=PREPEND X-Stack: Windows XP/DSL/3/198.18.25.20");
            assertThat(postfix.ask(rcpt(PolicyStand.UNRECOGNISED, "1.c")))
                    .isEqualTo("action=HOLD Look at this (os-policy)");
        }
    }

    @Test
    void aRefusalNeedsTheWholeGate() throws IOException {
        var overwhelming = record(20_000, OptionalDouble.of(5_000));
        assertThat(rejecting(true, Optional.of(overwhelming))).isEqualTo("action=REJECT 5.7.1 Go away (os-policy)");
        assertThat(stand.counters.gated().sum()).isZero();
    }

    @Test
    void withoutTheOperatorsWordARefusalOnlyScores() throws IOException {
        assertThat(rejecting(false, Optional.of(record(20_000, OptionalDouble.of(5_000)))))
                .isEqualTo(WINDOWS_HEADER + "\nkarma=-1");
        assertThat(stand.counters.gated().sum()).isEqualTo(1);
    }

    @Test
    void withoutEvidenceARefusalOnlyScores() throws IOException {
        assertThat(rejecting(true, Optional.empty())).isEqualTo(WINDOWS_HEADER + "\nkarma=-1");
    }

    /// K1: a sender that is deferred at every attempt, or held, is refused by its system all the same.
    @Test
    void deferringAndHoldingBySystemAloneNeedTheWholeGateToo() throws IOException {
        for (boolean understand : List.of(true, false)) {
            for (Action action : List.of(new Action.Defer("Later", understand), new Action.Hold("Look", understand))) {
                assertThat(doing(action, PROVEN, IS_WINDOWS))
                        .as("%s", action)
                        .startsWith(understand ? "action=" + word(action) : WINDOWS_HEADER + "\nkarma=-1");
                assertThat(doing(action, Evidence.NONE, IS_WINDOWS)).isEqualTo(WINDOWS_HEADER + "\nkarma=-1");
            }
        }
    }

    /// K1 speaks of the system: what a sender did needs no proof of what its system does.
    @Test
    void whoeverDidWrongIsDeferredWithoutTheGate() throws IOException {
        var bad = new Evidence(
                _ -> false,
                _ -> Optional.empty(),
                _ -> false,
                _ -> new Standing(OptionalInt.of(-2), true, 0),
                Greylisting.NONE);
        var later = new Action.Defer("Later");
        assertThat(doing(later, bad, IS_WINDOWS, new Condition.Penalised(true))).startsWith("action=DEFER_IF_PERMIT");
        assertThat(doing(later, bad, new Condition.SignedIn(false))).startsWith("action=DEFER_IF_PERMIT");
    }

    private static String word(Action action) {
        return action instanceof Action.Hold ? "HOLD" : "DEFER_IF_PERMIT";
    }

    private String doing(Action action, Evidence evidence, Condition... conditions) throws IOException {
        try (var own = new PolicyStand()) {
            var book = new RuleBook(List.of(rule("no", action, conditions)));
            own.serve(own.desk(book, RuleMemory.NONE, evidence, FingerprintHeader.USUAL));
            own.pass(WEEK);
            try (var postfix = own.connect()) {
                return postfix.ask(rcpt(WINDOWS, "1.a"));
            }
        }
    }

    private static LabelRecord proof() {
        return record(20_000, OptionalDouble.of(5_000));
    }

    private static LabelRecord record(long rejected, OptionalDouble effective) {
        return new LabelRecord(0, rejected, effective, 1_000_000, 100, 0.5);
    }

    private String rejecting(boolean understand, Optional<LabelRecord> record) throws IOException {
        var evidence = new Evidence(_ -> false, _ -> record, _ -> false, Greylisting.NONE);
        try (var postfix = serve(evidence, rule("no", new Action.Reject("Go away", understand), IS_WINDOWS))) {
            stand.pass(WEEK);
            return postfix.ask(rcpt(WINDOWS, "1.a"));
        }
    }

    @Test
    void greylistingDefersUntilTheMemorySaysOtherwise() throws IOException {
        var asked = new HashMap<String, Integer>();
        Greylisting twice = (client, sender, recipient, delay) ->
                asked.merge(client + sender + recipient, 1, Integer::sum) < 3 ? Optional.of(delay) : Optional.empty();
        var evidence = new Evidence(_ -> false, _ -> Optional.empty(), _ -> false, twice);
        try (var postfix = serve(evidence, rule("grey", new Action.Greylist(Duration.ofMinutes(5)), IS_WINDOWS))) {
            stand.pass(WEEK);
            for (int i = 0; i < 2; i++) {
                assertThat(postfix.ask(rcpt(WINDOWS, "1." + i)))
                        .isEqualTo("action=DEFER_IF_PERMIT Greylisted, try again in 300 seconds (os-policy)");
            }
            assertThat(postfix.ask(rcpt(WINDOWS, "1.z"))).isEqualTo(WINDOWS_HEADER);
            assertThat(asked.keySet()).isEqualTo(Set.of("198.18.25.20a@example.orgb@mx.example"));
        }
    }

    @Test
    void whoHasSignedInOrShowedACertificateIsNotGreylisted() throws IOException {
        Greylisting always = (_, _, _, delay) -> Optional.of(delay);
        var evidence = new Evidence(_ -> false, _ -> Optional.empty(), _ -> false, always);
        try (var postfix = serve(evidence, rule("grey", new Action.Greylist(Duration.ofMinutes(5)), IS_WINDOWS))) {
            stand.pass(WEEK);
            String request = rcpt(WINDOWS, "1.a");
            assertThat(postfix.ask(request.replace("sasl_username=", "sasl_username=u")))
                    .isEqualTo(WINDOWS_HEADER);
            assertThat(postfix.ask(rcpt(WINDOWS, "1.b").replace("ccert_subject=", "ccert_subject=mx.example")))
                    .isEqualTo(WINDOWS_HEADER);
            assertThat(postfix.ask(rcpt(WINDOWS, "1.c"))).contains("Greylisted");
        }
    }

    @Test
    void trustedNetworksAreAskedNoRule() throws IOException {
        stand.hosts.put(PolicyStand.address("198.18.77.7"), PolicyStand.host("Windows", "XP"));
        try (var postfix = serve(PROVEN, rule("later", DEFER, IS_WINDOWS))) {
            stand.pass(WEEK);
            assertThat(postfix.ask(rcpt("198.18.77.7", "1.a"))).contains("PREPEND");
            assertThat(standing().touched()).isZero();
        }
    }

    private long micros() {
        return Objects.requireNonNull(stand.now.get()).getEpochSecond() * 1_000_000;
    }
}
