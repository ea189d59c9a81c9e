package dev.synoptic.gateway.policy.rule;

import dev.synoptic.verdict.statistics.Wilson;
import java.util.OptionalDouble;

/// What is known of the mail of all clients with one label.
///
/// @param accepted       messages accepted
/// @param rejected       messages refused
/// @param effectiveSize  how many independent senders that is worth (`mail.md` S4); empty where nobody has counted
/// @param acceptedOfAll  messages accepted of any label in the last 30 days
/// @param acceptedLately of them, those of this label
/// @param baseRate       share refused of all mail, 0 to 1
public record LabelRecord(
        long accepted,
        long rejected,
        OptionalDouble effectiveSize,
        long acceptedOfAll,
        long acceptedLately,
        double baseRate) {

    /// Below so many messages a label is never used by a rule (`mail.md` S2).
    public static final int SAMPLE_LEAST = 30;

    /// Lower bound of the share refused at 95 %, by the effective size where that is known (`mail.md` S1, S4).
    public double low() {
        long counted = accepted + rejected;
        if (counted == 0) return 0;
        double size = Math.min((double) counted, effectiveSize.orElse((double) counted));
        return Wilson.interval(size * rejected / counted, size, Wilson.Z_95).low();
    }

    /// [#low] as a rule may use it: only of a sample large enough (S2), and only where it lies above all mail's share
    /// (S3).
    public OptionalDouble usableLow() {
        boolean few = accepted + rejected < SAMPLE_LEAST
                || (effectiveSize.isPresent() && effectiveSize.getAsDouble() < SAMPLE_LEAST);
        return few || low() <= baseRate ? OptionalDouble.empty() : OptionalDouble.of(low());
    }
}
