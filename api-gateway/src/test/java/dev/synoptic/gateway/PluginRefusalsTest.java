package dev.synoptic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.gateway.plugin.PluginAction;
import dev.synoptic.gateway.plugin.PluginRules;
import dev.synoptic.gateway.policy.FingerprintHeader;
import dev.synoptic.gateway.policy.Greylisting;
import dev.synoptic.gateway.policy.PolicyCounters;
import dev.synoptic.gateway.policy.PolicyDesk;
import dev.synoptic.gateway.policy.PolicyDesk.Evidence;
import dev.synoptic.gateway.policy.RuleLimits;
import dev.synoptic.gateway.policy.RuleMemory;
import dev.synoptic.gateway.policy.RuleWatch;
import dev.synoptic.gateway.policy.Screening;
import dev.synoptic.gateway.policy.rule.LabelRecord;
import dev.synoptic.gateway.policy.rule.Standing;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// K1 and K2 where a plug-in listener was told to refuse systems: the same shadow, watch, gate and switch as for policy
/// rules.
class PluginRefusalsTest {

    private static final IpAddress CLIENT = address("198.18.25.20");
    private static final IpAddress TRUSTED = address("198.18.77.7");
    private static final IpAddress HELD_BACK = address("198.18.54.20");
    private static final Duration WEEK = Duration.ofDays(7);

    private final PluginRules told = new PluginRules(Set.of("Windows"), Set.of("Windows XP", "nmap"), 0);
    private final PolicyCounters counters = new PolicyCounters();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private Optional<LabelRecord> record = Optional.of(proof(5_000, 100));
    private Standing standing = Standing.UNKNOWN;
    private boolean good;
    private boolean off;

    private final PluginRefusals refusals = PluginRefusals.of(
            ListenerSettings.of(new Spoken.Plugin(told), Endpoint.Tcp.loopback(10_041), "home"), told);
    private final RuleWatch watch = new RuleWatch(refusals.book(), RuleLimits.USUAL, RuleMemory.NONE, () -> now);

    @ParameterizedTest
    @CsvSource({
        "Windows, XP, DROP",
        "windows, xp, DROP",
        "nmap, 'SYN scan', DROP",
        "Windows, '7 or 8', ENFORCE",
        "Windows, 'XP SP2', ENFORCE",
        "Linux, '3.11 and newer', PASS",
        "Not Windows, XP, PASS",
    })
    void systemsAreMeantByNameOrByNameAndFlavor(String name, String flavor, PluginAction action) {
        now = now.plus(WEEK);
        assertThat(asked(CLIENT, name, flavor)).isEqualTo(action);
    }

    /// K2: seven days at least.
    @Test
    void nothingIsRefusedInTheFirstSevenDays() {
        now = now.plus(WEEK).minusSeconds(1);
        assertThat(windows()).isEqualTo(PluginAction.PASS);
        assertThat(watch.standings().getFirst().touched()).isEqualTo(1);
        now = now.plusSeconds(1);
        assertThat(windows()).isEqualTo(PluginAction.DROP);
    }

    /// K1: `ignore` is what this protocol has for a score.
    @Test
    void withoutOverwhelmingEvidenceNothingIsRefused() {
        now = now.plus(WEEK);
        for (var weak : List.of(
                Optional.<LabelRecord>empty(), Optional.of(proof(999, 100)), Optional.of(proof(5_000, 1_001)))) {
            record = weak;
            assertThat(windows()).as("%s", weak).isEqualTo(PluginAction.IGNORE);
        }
        assertThat(counters.gated().sum()).isEqualTo(6); // both lists hold for it
        assertThat(counters.hindered().sum()).isZero();
    }

    /// A good history weighs as much as the gate's point, and does not hide that a refusal was stopped.
    @Test
    void whatTheGateStoppedIsTakenForNoPass() {
        now = now.plus(WEEK);
        record = Optional.empty();
        standing = new Standing(OptionalInt.of(20), false, 1);
        assertThat(asked(CLIENT, "Windows", "7 or 8")).isEqualTo(PluginAction.IGNORE);
    }

    @Test
    void knownGoodSendersStopIt() {
        now = now.plus(WEEK);
        good = true;
        assertThat(windows()).isEqualTo(PluginAction.PASS);
        assertThat(watch.suspended()).isEqualTo(2);
        good = false;
        assertThat(windows()).isEqualTo(PluginAction.PASS);
    }

    @Test
    void theTrustedAndTheHeldBackPassAndTheSwitchLetsEverybodyPass() {
        now = now.plus(WEEK);
        assertThat(asked(TRUSTED, "Windows", "XP")).isEqualTo(PluginAction.PASS);
        assertThat(asked(HELD_BACK, "Windows", "XP")).isEqualTo(PluginAction.PASS);
        off = true;
        assertThat(windows()).isEqualTo(PluginAction.PASS);
        assertThat(counters.off().sum()).isEqualTo(1);
    }

    private PluginAction windows() {
        return asked(CLIENT, "Windows", "XP");
    }

    private PluginAction asked(IpAddress client, String name, String flavor) {
        var host = HostAnswer.visits(1, 2, 3).withSystem(new OperatingSystem(name, flavor, false, false));
        return refusals.judge(new Screening(desk())).of(client, host);
    }

    private PolicyDesk desk() {
        return new PolicyDesk(
                _ -> Optional.empty(),
                Optional.empty(),
                PolicyDesk.WAIT,
                refusals.book(),
                watch,
                List.of(Network.parse("198.18.77.0/24").orElseThrow()),
                new Evidence(_ -> false, _ -> record, _ -> good, _ -> standing, Greylisting.NONE),
                FingerprintHeader.USUAL,
                () -> off,
                () -> now,
                counters);
    }

    private static LabelRecord proof(double effectiveSize, long acceptedLately) {
        return new LabelRecord(0, 20_000, OptionalDouble.of(effectiveSize), 1_000_000, acceptedLately, 0.5);
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
