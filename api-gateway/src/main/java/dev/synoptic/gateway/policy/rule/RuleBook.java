package dev.synoptic.gateway.policy.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// All rules, in the order in which they are asked.
///
/// @param rules each with a name of its own
public record RuleBook(List<Rule> rules) {

    public RuleBook {
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            if (!names.add(rule.name())) throw new IllegalArgumentException("two rules are called " + rule.name());
        }
        rules = List.copyOf(rules);
    }

    /// No rules.
    public static final RuleBook EMPTY = new RuleBook(List.of());

    /// These, and those of another book behind them.
    public RuleBook and(RuleBook others) {
        return new RuleBook(
                Stream.concat(rules.stream(), others.rules().stream()).toList());
    }

    /// Those that a `policy_context` selects.
    public List<Rule> in(String context) {
        return rules.stream().filter(rule -> rule.isIn(context)).toList();
    }

    /// Those that refer to a label: they have a condition on the label, and it holds for it.
    ///
    /// For those who are about to change what clients are called: each of these will hold for others than before.
    public List<Rule> referringTo(String name, String flavor) {
        Subject labelled = Subject.labelled(name, flavor);
        return rules.stream().filter(rule -> refers(rule, labelled)).toList();
    }

    private static boolean refers(Rule rule, Subject labelled) {
        return rule.conditions().stream().anyMatch(each -> namesLabel(each) && each.holds(labelled));
    }

    private static boolean namesLabel(Condition condition) {
        return switch (condition) {
            case Condition.Family _, Condition.Label _ -> true;
            default -> false;
        };
    }
}
