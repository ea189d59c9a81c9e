package dev.synoptic.gateway.policy.rule;

import java.util.Optional;

/// The gate before every refusal that a client's operating system takes part in (`mail.md` K1), whichever protocol
/// speaks it: the system alone never rejects, unless the operator says that this is understood, the evidence is
/// overwhelming, and next to nobody is hit who sends wanted mail.
public final class RejectGate {

    /// The lower bound of the label's spam ratio that is asked for.
    public static final double LOW_LEAST = 0.99;

    /// The effective number of messages that is asked for.
    public static final double EFFECTIVE_LEAST = 1_000;

    /// The share of all accepted messages of 30 days that may be of that label.
    public static final double FALSE_SHARE_MOST = 0.001;

    private RejectGate() {}

    /// Why it stays shut; empty where it opens.
    ///
    /// @param action what the rule would do
    /// @param record of the client's label; empty where there is none
    public static Optional<String> shut(Action action, Optional<LabelRecord> record) {
        if (!action.understood()) return Optional.of("i-understand is not set");
        if (record.isEmpty()) return Optional.of("nothing is counted of this label");
        LabelRecord known = record.get();
        if (known.effectiveSize().orElse(0) < EFFECTIVE_LEAST) {
            return Optional.of("fewer than 1000 independent messages are counted of this label");
        }
        if (known.low() < LOW_LEAST) return Optional.of("the lower bound of its spam ratio is below 99 %");
        if (known.acceptedLately() > known.acceptedOfAll() * FALSE_SHARE_MOST) {
            return Optional.of("more than 0.1 % of the mail accepted in 30 days is of this label");
        }
        return Optional.empty();
    }
}
