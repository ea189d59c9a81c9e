package dev.synoptic.standalone.policy;

import dev.synoptic.gateway.policy.rule.Action;
import dev.synoptic.gateway.policy.rule.Condition;
import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.standalone.config.PolicyRuleSection;
import dev.synoptic.standalone.config.PolicyRuleSection.Mode;
import dev.synoptic.standalone.shell.UserMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One rule of the settings, in the policy's own words.
///
/// @param given as it stands
record RuleReading(PolicyRuleSection given) {

    private static final int HOPS_MOST = 255;

    Rule rule() {
        return new Rule(
                given.name(),
                given.context().orElse(""),
                conditions(),
                given.any(),
                action(),
                given.mode() == Mode.ENFORCE,
                given.revision());
    }

    private List<Condition> conditions() {
        List<Condition> all = new ArrayList<>();
        if (!given.os().isEmpty()) all.add(new Condition.Family(given.os()));
        given.label().ifPresent(text -> all.add(new Condition.Label(Pattern.compile(text, Pattern.CASE_INSENSITIVE))));
        given.recognised().ifPresent(wanted -> all.add(new Condition.Recognised(wanted)));
        given.exact().ifPresent(wanted -> all.add(new Condition.Exact(wanted)));
        if (!given.link().isEmpty()) all.add(new Condition.Link(given.link()));
        if (given.distanceLeast().isPresent() || given.distanceMost().isPresent()) {
            all.add(new Condition.Distance(
                    given.distanceLeast().orElse(0), given.distanceMost().orElse(HOPS_MOST)));
        }
        given.nat().ifPresent(wanted -> all.add(new Condition.Shared(wanted)));
        given.tool().ifPresent(wanted -> all.add(new Condition.Tool(wanted)));
        given.sasl().ifPresent(wanted -> all.add(new Condition.SignedIn(wanted)));
        given.spamPercent().ifPresent(percent -> all.add(new Condition.SpamRatio(percent / 100.0)));
        addManners(all);
        if (!given.networks().isEmpty()) all.add(from(given.networks(), true));
        if (!given.notNetworks().isEmpty()) all.add(from(given.notNetworks(), false));
        return all;
    }

    private void addManners(List<Condition> all) {
        if (given.historyLeast().isPresent() || given.historyMost().isPresent()) {
            all.add(new Condition.History(
                    given.historyLeast().orElse(Integer.MIN_VALUE),
                    given.historyMost().orElse(Integer.MAX_VALUE)));
        }
        given.newcomer().ifPresent(wanted -> all.add(new Condition.Newcomer(wanted)));
        given.penalised().ifPresent(wanted -> all.add(new Condition.Penalised(wanted)));
        given.recipientsLeast().ifPresent(least -> all.add(new Condition.Recipients(least)));
    }

    private Condition from(List<String> texts, boolean wanted) {
        return new Condition.From(PolicySetup.networks("policy.rules: " + given.name(), texts), wanted);
    }

    private Action action() {
        return switch (given.action()) {
            case DUNNO -> new Action.Pass();
            case SCORE ->
                new Action.Score(given.points().orElseThrow(() -> mistake("has no points", "a whole number")));
            case PREPEND -> header();
            case DEFER_IF_PERMIT -> new Action.Defer(given.text().orElse("4.7.1 Try again later"), given.iUnderstand());
            case GREYLIST -> new Action.Greylist(given.delay());
            case HOLD -> new Action.Hold(given.text().orElse("held for a look"), given.iUnderstand());
            case REJECT -> new Action.Reject(given.text().orElse("refused by policy"), given.iUnderstand());
        };
    }

    /// Postfix skips a header without a colon, and says so in its log only.
    private Action header() {
        String[] parts = given.text().orElse("").split(":", 2);
        if (parts.length < 2 || !parts[0].matches("[!-9;-~]+")) throw mistake("text", "Name: value of a header");
        return new Action.Prepend(parts[0], parts[1].strip());
    }

    private UserMistake mistake(String what, String expected) {
        return new UserMistake("policy.rules: rule " + given.name() + ": " + what + ", expected " + expected);
    }
}
