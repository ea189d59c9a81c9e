package dev.synoptic.gateway.http.policy;

import dev.synoptic.gateway.http.schema.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All rules, and the harm that each does or would do (`mail.md` K2).
@Meaning("All rules that may touch mail, and the harm that each does or would do.")
public record RulesReply(
        @Meaning("Whether everything is switched off and answered with DUNNO.")
        boolean off,

        @Meaning(
                "Accepted messages that rules were tried on: all that the join remembers, except those of trusted clients.")
        long accepted,

        @Meaning("In the order in which they are asked; those of plug-in listeners last.")
        List<ToldRule> rules) {

    /// One rule.
    @Meaning("One rule.")
    public record ToldRule(
            @Meaning("Its name.") String name,

            @Meaning("The policy_context that selects it; absent where every context does.")
            Optional<String> context,

            @Meaning(value = "What it does.", example = "greylist")
            String action,

            @Meaning("What it does at this moment.") Mode mode,

            @Meaning("Whether its mode is set to enforce: it acts once its time in the shadow is over.")
            boolean enforce,

            @Meaning("When the fleet first saw it as it stands now; it is in the shadow since.")
            Instant since,

            @Meaning("When its time in the shadow ends; absent where it stays there or is suspended.")
            Optional<Instant> actsFrom,

            @Meaning("Why it has stopped itself.") Optional<String> suspended,

            @Meaning("Whether every refusal of it has to pass the gate: the fingerprint may be all that it refuses by.")
            boolean gated,

            @Meaning("Whether it says i-understand, without which the gate stays shut.")
            boolean understood,

            @Meaning("Transactions that it touched, or would have, since this gateway began.")
            long touched,

            @Meaning("Of them, those of known good senders.")
            long touchedKnownGood,

            @Meaning("Accepted messages that it would have hit, of those that rules were tried on.")
            long acceptedHit,

            @Meaning("The same by label, the most accepted messages first.")
            List<LabelHarm> labels) {}

    /// Whom one rule touches.
    @Meaning("What a rule does to clients of one label, or would.")
    public record LabelHarm(
            @Meaning(value = "Name and flavor.", example = "Windows XP")
            String label,

            @Meaning("Transactions touched since this gateway began.")
            long touched,

            @Meaning("Accepted messages that it would have hit.")
            long acceptedHit) {}

    /// What a rule does.
    public enum Mode {
        /// It only reports.
        SHADOW,
        /// It acts.
        ENFORCED,
        /// It has stopped itself, and only reports.
        SUSPENDED
    }
}
