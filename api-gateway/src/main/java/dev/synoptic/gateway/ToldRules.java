package dev.synoptic.gateway;

import dev.synoptic.gateway.http.policy.RulesReply;
import dev.synoptic.gateway.http.policy.RulesReply.LabelHarm;
import dev.synoptic.gateway.http.policy.RulesReply.Mode;
import dev.synoptic.gateway.http.policy.RulesReply.ToldRule;
import dev.synoptic.gateway.policy.RuleLimits;
import dev.synoptic.gateway.policy.RuleStanding;
import dev.synoptic.gateway.policy.rule.Action;
import dev.synoptic.gateway.policy.rule.Rule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Rules in the words of the HTTP side (`mail.md` K2).
///
/// @param limits   when they begin to act
/// @param accepted messages that each would have hit, by label
record ToldRules(RuleLimits limits, Function<Rule, Map<String, Long>> accepted) {

    /// A gateway without any.
    static final RulesReply NONE = new RulesReply(false, 0, List.of());

    ToldRule of(RuleStanding standing, Instant now) {
        Rule rule = standing.rule();
        RuleStanding.Mode mode = standing.mode(ChronoUnit.MICROS.between(Instant.EPOCH, now));
        Instant since = Instant.EPOCH.plus(standing.sinceMicros(), ChronoUnit.MICROS);
        boolean willAct = rule.enforced() && mode != RuleStanding.Mode.SUSPENDED;
        Map<String, Long> hit = accepted.apply(rule);
        return new ToldRule(
                rule.name(),
                rule.set().isEmpty() ? Optional.empty() : Optional.of(rule.set()),
                word(rule.action()),
                Mode.valueOf(mode.name()),
                rule.enforced(),
                since,
                willAct ? Optional.of(since.plus(limits.shadow())) : Optional.empty(),
                standing.suspended(),
                rule.needsGate(),
                rule.action().understood(),
                standing.touched(),
                standing.touchedGood(),
                hit.values().stream().mapToLong(Long::longValue).sum(),
                labels(standing.touchedLabels(), hit));
    }

    private static List<LabelHarm> labels(Map<String, Long> touched, Map<String, Long> hit) {
        Set<String> all = new TreeSet<>(touched.keySet());
        all.addAll(hit.keySet());
        return all.stream()
                .map(label -> new LabelHarm(label, touched.getOrDefault(label, 0L), hit.getOrDefault(label, 0L)))
                .sorted(Comparator.comparingLong(LabelHarm::acceptedHit)
                        .thenComparingLong(LabelHarm::touched)
                        .reversed())
                .toList();
    }

    /// As the settings have it.
    private static String word(Action action) {
        return switch (action) {
            case Action.Pass _ -> "dunno";
            case Action.Score _ -> "score";
            case Action.Prepend _ -> "prepend";
            case Action.Defer _ -> "defer-if-permit";
            case Action.Greylist _ -> "greylist";
            case Action.Hold _ -> "hold";
            case Action.Reject _ -> "reject";
        };
    }
}
