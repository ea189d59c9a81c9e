package dev.synoptic.testing;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Skips, or under `SYNOPTIC_REQUIRE` fails, what [Needs] something that is not here.
final class NeedsCondition implements ExecutionCondition {

    private static final Set<Need> TOLD = EnumSet.noneOf(Need.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return findAnnotation(context.getElement(), Needs.class)
                .map(needs -> judge(needs, context))
                .orElseGet(() -> ConditionEvaluationResult.enabled("needs nothing"));
    }

    private static ConditionEvaluationResult judge(Needs needs, ExtensionContext context) {
        for (Need need : needs.value()) {
            var missing = need.missing();
            if (missing.isEmpty()) continue;
            if (need.required()) {
                throw new AssertionError(
                        context.getDisplayName() + ": " + missing.get() + " (SYNOPTIC_REQUIRE makes this a failure)");
            }
            tell(need, missing.get());
            return ConditionEvaluationResult.disabled(missing.get());
        }
        return ConditionEvaluationResult.enabled("all that is needed is here");
    }

    private static synchronized void tell(Need need, String why) {
        if (TOLD.add(need)) System.out.println("[SKIPPED] " + why);
    }
}
