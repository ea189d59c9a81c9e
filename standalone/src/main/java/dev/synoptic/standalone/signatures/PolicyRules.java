package dev.synoptic.standalone.signatures;

import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.match.LabelMoves;
import dev.synoptic.signature.Label;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Policy rules with a condition on the system or its label, which hold for the old label or for the new one.
///
/// @param book all rules
record PolicyRules(RuleBook book) implements Dependants {

    @Override
    public List<String> touchedBy(LabelMoves move) {
        var before = referring(move.old());
        var after = referring(move.next());
        var names = new LinkedHashSet<>(before);
        names.addAll(after);
        return names.stream()
                .map(name -> "policy rule " + name + ": " + words(before.contains(name), after.contains(name)))
                .toList();
    }

    private List<String> referring(Optional<Label> label) {
        return label.map(named -> book.referringTo(named.name(), named.flavor()).stream()
                        .map(Rule::name)
                        .toList())
                .orElse(List.of());
    }

    private static String words(boolean before, boolean after) {
        if (before && after) return "holds for both labels";
        return before ? "held for the old label, and does not for the new one" : "holds for the new label alone";
    }
}
