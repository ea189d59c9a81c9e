package dev.synoptic.gateway;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.plugin.PluginAction;
import dev.synoptic.gateway.plugin.PluginJudge;
import dev.synoptic.gateway.plugin.PluginRules;
import dev.synoptic.gateway.policy.Screening;
import dev.synoptic.gateway.policy.Screening.Judgement;
import dev.synoptic.gateway.policy.rule.Action;
import dev.synoptic.gateway.policy.rule.Condition;
import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.packet.IpAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a plug-in listener was told to refuse, as policy rules: so that it begins in the shadow, stops itself, and
/// passes the gate as these do (`mail.md` K1, K2).
///
/// @param actions each rule, and what the asking side is told where it refuses; who is disconnected comes first
record PluginRefusals(Map<Rule, PluginAction> actions) {

    static PluginRefusals of(ListenerSettings listener, PluginRules told) {
        Map<Rule, PluginAction> actions = new LinkedHashMap<>();
        if (!told.drop().isEmpty()) {
            actions.put(rule("drop", listener, told.drop(), told.revision()), PluginAction.DROP);
        }
        if (!told.enforce().isEmpty()) {
            actions.put(rule("enforce", listener, told.enforce(), told.revision()), PluginAction.ENFORCE);
        }
        return new PluginRefusals(actions);
    }

    /// That the operator understands was asked for where the listener was read.
    private static Rule rule(String word, ListenerSettings listener, Set<String> systems, int revision) {
        String whole = systems.stream().sorted().map(Pattern::quote).collect(Collectors.joining("|", "^(", ")$"));
        return new Rule(
                "plugin " + word + " at " + listener.endpoint(),
                "",
                List.of(
                        new Condition.Family(systems.stream().sorted().toList()),
                        new Condition.Label(Pattern.compile(whole, Pattern.CASE_INSENSITIVE))),
                true,
                new Action.Reject(word, true),
                true,
                revision);
    }

    RuleBook book() {
        return new RuleBook(List.copyOf(actions.keySet()));
    }

    /// By what these rules say.
    PluginJudge judge(Screening screening) {
        return new PluginJudge() {
            @Override
            public PluginAction of(IpAddress client, HostAnswer host) {
                return switch (screening.of(client, host)) {
                    case Judgement.Pass() -> PluginAction.PASS;
                    case Judgement.Scored() -> PluginAction.IGNORE;
                    case Judgement.Refused(var rule) -> actions.getOrDefault(rule, PluginAction.IGNORE);
                };
            }

            @Override
            public boolean isTrusted(IpAddress client) {
                return screening.isTrusted(client);
            }
        };
    }
}
