package dev.synoptic.gateway.policy;

import static dev.synoptic.gateway.policy.PolicyStand.KNOWN;
import static dev.synoptic.gateway.policy.PolicyStand.UNKNOWN;
import static dev.synoptic.gateway.policy.PolicyStand.rcpt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.policy.PolicyDesk.Evidence;
import dev.synoptic.gateway.policy.rule.Action;
import dev.synoptic.gateway.policy.rule.Condition;
import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.packet.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// K4: about clients that are allow-listed, deny-listed or known nobody is asked: their requests are answered from
/// memory, while an agent lives that others are waited for.
class ListedTest {

    private static final String TRUSTED = "198.18.77.9";
    private static final FingerprintHeader NO_HEADER =
            new FingerprintHeader(FingerprintHeader.Form.NONE, Optional.empty());

    private static final Action LATER = new Action.Defer("4.7.1 Listed");

    private final PolicyStand stand = new PolicyStand().waiting();

    @AfterEach
    void close() {
        stand.close();
    }

    private PolicyStand.Server serve(FingerprintHeader header, Rule... rules) throws IOException {
        stand.serve(stand.desk(new RuleBook(List.of(rules)), RuleMemory.NONE, Evidence.NONE, header));
        stand.pass(RuleLimits.SHADOW_LEAST);
        return stand.connect();
    }

    private static Rule rule(String name, Action action, Condition... conditions) {
        return new Rule(name, "", List.of(conditions), false, action, true, 0);
    }

    private static Condition from(String network) {
        return new Condition.From(List.of(Network.parse(network).orElseThrow()), true);
    }

    private static Rule denied() {
        return rule("denied", LATER, from(UNKNOWN));
    }

    private static Rule byLabel() {
        return rule("grey", new Action.Greylist(Duration.ofMinutes(5)), new Condition.Family(List.of("Windows")));
    }

    private long waited() {
        return stand.counters.waited().sum();
    }

    @Test
    void theKnownAndTheTrustedAreAnsweredWithoutAWait() throws IOException {
        try (var postfix = serve(FingerprintHeader.USUAL, byLabel())) {
            assertThat(postfix.ask(rcpt(KNOWN, "1.a"))).contains("X-OS-Fingerprint: Linux");
            assertThat(postfix.ask(rcpt(TRUSTED, "1.b"))).isEqualTo("action=DUNNO");
            assertThat(waited()).isZero();
            assertThat(postfix.ask(rcpt(UNKNOWN, "1.c"))).isEqualTo("action=DUNNO");
            assertThat(waited()).isEqualTo(1);
        }
    }

    @Test
    void whoIsDeniedByItsNetworkIsToldSoWithoutAWait() throws IOException {
        try (var postfix = serve(FingerprintHeader.USUAL, denied(), byLabel())) {
            assertThat(postfix.ask(rcpt(UNKNOWN, "1.a"))).isEqualTo("action=DEFER_IF_PERMIT 4.7.1 Listed (os-policy)");
            assertThat(waited()).isZero();
            assertThat(postfix.ask(rcpt("198.18.25.98", "1.b"))).isEqualTo("action=DUNNO");
            assertThat(waited()).isEqualTo(1);
        }
    }

    @Test
    void whereARuleBeforeItLooksAtTheHostItIsWaitedFor() throws IOException {
        try (var postfix = serve(FingerprintHeader.USUAL, byLabel(), denied())) {
            assertThat(postfix.ask(rcpt(UNKNOWN, "1.a"))).contains("Listed");
            assertThat(waited()).isEqualTo(1);
        }
    }

    /// Who is let go on by a rule about networks has the header that its host calls for.
    @Test
    void whereARuleAboutNetworksLetsGoOnItIsWaitedFor() throws IOException {
        var letGoOn = List.of(
                new Action.Pass(),
                new Action.Score(-1),
                new Action.Prepend("X-Stack", "{os}"),
                new Action.Greylist(Duration.ofMinutes(5))); // it has come again
        for (Action action : letGoOn) {
            assertThat(waits(FingerprintHeader.USUAL, UNKNOWN, rule("on", action, from(UNKNOWN)), denied()))
                    .as("%s", action)
                    .isEqualTo(action instanceof Action.Score || action instanceof Action.Greylist ? 0 : 1);
            assertThat(waits(FingerprintHeader.USUAL, UNKNOWN, rule("on", action, from(UNKNOWN))))
                    .as("%s", action)
                    .isEqualTo(1);
        }
        assertThat(waits(FingerprintHeader.USUAL, PolicyStand.HELD_BACK, rule("no", LATER, from("198.18.54.0/24"))))
                .as("one of the networks that no rule touches")
                .isEqualTo(1);
    }

    @Test
    void aHeaderThatTellsOfTheHostIsWaitedForOneThatDoesNotIsNot() throws IOException {
        var stack = rule("stack", new Action.Prepend("X-Stack", "{os} {distance}"), from(UNKNOWN));
        var fixed = rule("fixed", new Action.Prepend("X-From", "{address}"), from(UNKNOWN));
        assertThat(waits(NO_HEADER, UNKNOWN, stack)).isEqualTo(1);
        assertThat(waits(NO_HEADER, UNKNOWN, fixed)).isZero();
    }

    /// K1: whether the gate opens hangs on the label.
    @Test
    void whatGoesThroughTheGateIsWaitedFor() throws IOException {
        var refused = rule("refused", new Action.Reject("no", true), from(UNKNOWN));
        assertThat(waits(NO_HEADER, UNKNOWN, refused)).isEqualTo(1);
    }

    private static long waits(FingerprintHeader header, String client, Rule... rules) throws IOException {
        try (var own = new PolicyStand().waiting()) {
            own.hosts.clear();
            own.serve(own.desk(new RuleBook(List.of(rules)), RuleMemory.NONE, Evidence.NONE, header));
            own.pass(RuleLimits.SHADOW_LEAST);
            try (var postfix = own.connect()) {
                postfix.ask(rcpt(client, "1.a"));
            }
            return own.counters.waited().sum();
        }
    }

    @Test
    void whereThereIsNothingToSayNobodyIsWaitedFor() throws IOException {
        try (var postfix = serve(NO_HEADER)) {
            assertThat(postfix.ask(rcpt(UNKNOWN, "1.a"))).isEqualTo("action=DUNNO");
            assertThat(waited()).isZero();
        }
    }
}
