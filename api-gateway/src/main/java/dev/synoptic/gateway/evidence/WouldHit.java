package dev.synoptic.gateway.evidence;

import dev.synoptic.gateway.policy.rule.Condition;
import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.gateway.policy.rule.Subject;
import dev.synoptic.gateway.policy.rule.Subject.SystemSeen;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// The would-be damage of each rule: the accepted messages that it would have hit, by label (`mail.md` K2).
///
/// What a label's spam ratio is changes with every hour, so where a rule asks for it the messages are counted that it
/// would hit if the ratio were bad enough, and whether it is, is asked when the damage is. Not thread-safe.
final class WouldHit {

    /// Labels told apart for each rule: more than signature files have. What lies beyond has no ratio to be asked for.
    static final int LABELS_MAX = 1_000;

    /// What stands for all labels beyond those.
    static final String OTHERS = "others";

    /// What stands for a system that no signature knows.
    static final String UNKNOWN = "Unknown";

    private final RuleBook book;
    private final ToDoubleFunction<String> spamLow;
    private final Map<String, Map<String, Messages>> perRule = new HashMap<>();

    /// Of one rule and label.
    ///
    /// @param whatever messages that the rule hits whatever the label's ratio is
    /// @param ifBad    messages that it hits beside them where that is bad enough
    private record Messages(long whatever, long ifBad) {

        Messages plus(Messages more) {
            return new Messages(whatever + more.whatever, ifBad + more.ifBad);
        }
    }

    /// @param book    the rules to be tried
    /// @param spamLow the lower bound of a label's spam ratio as rules may use it; 0 where they may not
    WouldHit(RuleBook book, ToDoubleFunction<String> spamLow) {
        this.book = book;
        this.spamLow = spamLow;
    }

    /// Tries the rules on accepted messages, or takes back what was tried.
    ///
    /// @param n below 0 to take back
    void add(Subject subject, long n) {
        Subject spammer = subject.withSpamLow(OptionalDouble.of(1));
        String label = subject.system().map(SystemSeen::text).orElse(UNKNOWN);
        for (Rule rule : book.rules()) {
            if (rule.holds(subject)) {
                add(rule, label, new Messages(n, 0));
            } else if (subject.system().isPresent() && rule.holds(spammer)) {
                add(rule, label, new Messages(0, n));
            }
        }
    }

    private void add(Rule rule, String label, Messages messages) {
        var labels = perRule.computeIfAbsent(rule.name(), _ -> new HashMap<>());
        boolean room = labels.size() < LABELS_MAX || labels.containsKey(label);
        labels.merge(room ? label : OTHERS, messages, Messages::plus);
    }

    /// Messages by label that a rule would have hit, as the ratios stand now; without those of which there are none.
    Map<String, Long> of(Rule rule) {
        double least = rule.conditions().stream()
                .filter(Condition.SpamRatio.class::isInstance)
                .mapToDouble(each -> ((Condition.SpamRatio) each).leastLow())
                .max()
                .orElse(1);
        Map<String, Long> hit = new HashMap<>();
        perRule.getOrDefault(rule.name(), Map.of()).forEach((label, messages) -> {
            boolean isBad = messages.ifBad() != 0 && spamLow.applyAsDouble(label) >= least;
            long all = messages.whatever() + (isBad ? messages.ifBad() : 0);
            if (all > 0) hit.put(label, all);
        });
        return hit;
    }
}
