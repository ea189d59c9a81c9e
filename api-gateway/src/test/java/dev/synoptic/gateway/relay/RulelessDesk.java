package dev.synoptic.gateway.relay;

import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.policy.FingerprintHeader;
import dev.synoptic.gateway.policy.PolicyCounters;
import dev.synoptic.gateway.policy.PolicyDesk;
import dev.synoptic.gateway.policy.PolicyDesk.Evidence;
import dev.synoptic.gateway.policy.RuleLimits;
import dev.synoptic.gateway.policy.RuleMemory;
import dev.synoptic.gateway.policy.RuleWatch;
import dev.synoptic.gateway.policy.rule.RuleBook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A desk of policy delegation that has no rules: it writes headers of hosts that are known.
final class RulelessDesk {

    private RulelessDesk() {}

    static PolicyDesk of(HostFinder hosts, PolicyCounters counters) {
        return new PolicyDesk(
                hosts,
                Optional.empty(),
                PolicyDesk.WAIT,
                RuleBook.EMPTY,
                new RuleWatch(RuleBook.EMPTY, RuleLimits.USUAL, RuleMemory.NONE, () -> Instant.EPOCH),
                List.of(),
                Evidence.NONE,
                FingerprintHeader.USUAL,
                () -> false,
                () -> Instant.EPOCH,
                counters);
    }
}
