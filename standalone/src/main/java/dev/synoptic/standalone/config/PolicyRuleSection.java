package dev.synoptic.standalone.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// One policy rule: what must be so, and what is done then. What is not given is not asked.
public record PolicyRuleSection(
        @Setting("name, for reports and logs") String name,

        @Setting("the `policy_context` that selects it; without it every context")
        Optional<String> context,

        @Setting("names of operating systems") List<String> os,

        @Setting("regular expression looked for in \"name flavor\", whatever the case")
        Optional<String> label,

        @Setting("whether the system is recognised") Optional<Boolean> recognised,
        @Setting("whether the signature fits exactly") Optional<Boolean> exact,
        @Setting("link types") List<String> link,
        @Setting("fewest hops") Optional<Integer> distanceLeast,
        @Setting("most hops") Optional<Integer> distanceMost,

        @Setting("whether several systems share the address")
        Optional<Boolean> nat,

        @Setting("whether the packets name a program") Optional<Boolean> tool,
        @Setting("whether the client has authenticated") Optional<Boolean> sasl,

        @Setting("least lower bound of the label's spam ratio, in percent")
        Optional<Integer> spamPercent,

        @Setting("least history of the sender: nice connections less naughty ones")
        Optional<Integer> historyLeast,

        @Setting("most history of the sender") Optional<Integer> historyMost,

        @Setting("whether nothing is remembered of the sender")
        Optional<Boolean> newcomer,

        @Setting("whether the sender sits in the penalty box")
        Optional<Boolean> penalised,

        @Setting("which recipient of a message it is at least, 2 for the second")
        Optional<Integer> recipientsLeast,

        @Setting("networks that the client is in") List<String> networks,
        @Setting("networks that the client is not in") List<String> notNetworks,

        @Setting(value = "whether one of the conditions is enough", byDefault = "false")
        boolean any,

        @Setting("what is done") PolicyAction action,

        @Setting("points for `score`, below 0 for the worse")
        Optional<Integer> points,

        @Setting("text of a refusal or hold; `Name: value` of a header")
        Optional<String> text,

        @Setting(value = "what a greylisted client has to wait", byDefault = "5min")
        Duration delay,

        @Setting(value = "whether it acts after its time in the shadow", byDefault = "shadow")
        Mode mode,

        @Setting(value = "raised to begin anew after a suspension", byDefault = "0")
        int revision,

        @Setting(
                value = "for `reject`, and for `defer-if-permit` and `hold` by nothing but the fingerprint: that an"
                        + " operating system alone is no ground to refuse",
                byDefault = "false")
        boolean iUnderstand) {

    /// A sender has a day to come back; who must wait longer than half of it is refused in truth.
    private static final Duration DELAY_MOST = Duration.ofHours(12);

    private static final int HOPS_MOST = 255;
    private static final int RECIPIENTS_MOST = 1_000_000;

    public PolicyRuleSection {
        if (delay.isNegative() || delay.compareTo(DELAY_MOST) > 0) {
            throw new IllegalArgumentException("delay: " + delay.toMinutes() + "min, expected 0 to 12h");
        }
        refuseOutside("spam-percent", spamPercent, 0, 100);
        refuseOutside("distance-least", distanceLeast, 0, HOPS_MOST);
        refuseOutside("distance-most", distanceMost, 0, HOPS_MOST);
        refuseOutside("recipients-least", recipientsLeast, 1, RECIPIENTS_MOST);
        refuseTurned("distance", distanceLeast, distanceMost);
        refuseTurned("history", historyLeast, historyMost);
        label.ifPresent(PolicyRuleSection::refuseNoPattern);
        if (!hasCondition(os, link, networks, notNetworks)
                && !hasCondition(label, recognised, exact, nat, tool, sasl, spamPercent)
                && !hasCondition(distanceLeast, distanceMost, historyLeast, historyMost)
                && !hasCondition(newcomer, penalised, recipientsLeast)) {
            throw new IllegalArgumentException(
                    "name: rule " + name + " has no condition, expected at least one, such as os: [Windows]");
        }
    }

    private static boolean hasCondition(List<?>... lists) {
        return Stream.of(lists).anyMatch(each -> !each.isEmpty());
    }

    private static boolean hasCondition(Optional<?>... given) {
        return Stream.of(given).anyMatch(Optional::isPresent);
    }

    private static void refuseOutside(String setting, Optional<Integer> given, int least, int most) {
        given.filter(value -> value < least || value > most).ifPresent(value -> {
            throw new IllegalArgumentException(setting + ": " + value + ", expected " + least + " to " + most);
        });
    }

    /// No number is both, so that the rule would never hold.
    private static void refuseTurned(String what, Optional<Integer> least, Optional<Integer> most) {
        if (least.isPresent() && most.isPresent() && least.get() > most.get()) {
            throw new IllegalArgumentException(
                    what + "-least: " + least.get() + ", expected no more than " + what + "-most: " + most.get());
        }
    }

    private static void refuseNoPattern(String text) {
        try {
            var _ = Pattern.compile(text);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "label: " + wrong.getDescription() + ", expected a regular expression", wrong);
        }
    }

    /// What a rule can do.
    public enum PolicyAction {
        DUNNO,
        SCORE,
        PREPEND,
        DEFER_IF_PERMIT,
        GREYLIST,
        HOLD,
        REJECT
    }

    /// Whether it does so.
    public enum Mode {
        SHADOW,
        ENFORCE
    }
}
