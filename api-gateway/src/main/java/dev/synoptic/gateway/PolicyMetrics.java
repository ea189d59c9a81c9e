package dev.synoptic.gateway;

import dev.synoptic.gateway.policy.RuleStanding;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/// What policy delegation and the greylist count, for Prometheus.
///
/// @param part     what counts
/// @param registry where it is shown
record PolicyMetrics(PolicyPart part, MeterRegistry registry) {

    void register() {
        gauge("policy.off", "1 when everything is answered with DUNNO", each -> each.isOff() ? 1 : 0);
        gauge(
                "policy.rules.suspended",
                "rules that have stopped themselves",
                each -> each.watch().suspended());
        gauge(
                "greylist.entries",
                "triplets and networks remembered",
                each -> each.greylist().size());
        gauge(
                "greylist.current",
                "1 when it knows what the fleet knows",
                each -> each.greylist().isCurrent() ? 1 : 0);
        counter(
                "greylist.deferred",
                "attempts deferred",
                each -> each.greylist().deferred());
        counter(
                "greylist.unsure",
                "attempts passed for not being sure",
                each -> each.greylist().passedUnsure());
        counter(
                "policy.requests",
                "policy requests",
                each -> each.counters().requests().sum());
        counter(
                "policy.nonsense",
                "connections closed for speaking something else",
                each -> each.counters().nonsense().sum());
        counter(
                "policy.failed",
                "requests answered DUNNO by a fault of ours",
                each -> each.counters().failed().sum());
        counter(
                "policy.off.answers",
                "requests answered DUNNO by the switch",
                each -> each.counters().off().sum());
        counter(
                "policy.headers",
                "headers added",
                each -> each.counters().headers().sum());
        counter(
                "policy.hindered",
                "requests refused, deferred or held",
                each -> each.counters().hindered().sum());
        counter(
                "policy.held.back",
                "rules not followed, the network being one of those kept for learning",
                each -> each.counters().heldBack().sum());
        counter(
                "policy.gated",
                "refusals that the gate stopped",
                each -> each.counters().gated().sum());
        for (RuleStanding standing : part.watch().standings()) rule(standing);
    }

    /// Names of rules come from the operator's own settings.
    private void rule(RuleStanding standing) {
        String name = standing.rule().name();
        FunctionCounter.builder("synoptic.gateway.policy.rule.touched", standing, RuleStanding::touched)
                .description("transactions that a rule touched, or would have")
                .tag("rule", name)
                .register(registry);
        FunctionCounter.builder("synoptic.gateway.policy.rule.touched.good", standing, RuleStanding::touchedGood)
                .description("of them, those of known good senders")
                .tag("rule", name)
                .register(registry);
        Gauge.builder("synoptic.gateway.policy.rule.accepted", part, each -> each.wouldHit(standing.rule()))
                .description("accepted messages that a rule would have hit, of all that the join remembers")
                .tag("rule", name)
                .register(registry);
        Gauge.builder(
                        "synoptic.gateway.policy.rule.acts",
                        part,
                        each -> each.watch().acts(standing.rule()) ? 1 : 0)
                .description("1 when a rule acts: it is out of the shadow, and has not stopped itself")
                .tag("rule", name)
                .register(registry);
        Gauge.builder(
                        "synoptic.gateway.policy.rule.suspended",
                        standing,
                        each -> each.suspended().isPresent() ? 1 : 0)
                .description("1 when a rule has stopped itself")
                .tag("rule", name)
                .register(registry);
    }

    private void counter(String name, String what, ToDoubleFunction<PolicyPart> value) {
        FunctionCounter.builder("synoptic.gateway." + name, part, value)
                .description(what)
                .register(registry);
    }

    private void gauge(String name, String what, ToDoubleFunction<PolicyPart> value) {
        Gauge.builder("synoptic.gateway." + name, part, value).description(what).register(registry);
    }
}
