package dev.synoptic.verdict.statistics;

/// Whether two shares differ at all: the two-sided test of equal proportions with pooled variance, its z² being
/// chi-square of one degree of freedom (S5).
public final class Significance {

    private Significance() {}

    /// Chance of a difference at least as great if there were none; 1 where either has no trials.
    ///
    /// @param trialsA need not be whole, so that an effective number may stand in
    public static double ofDifference(double shareA, double trialsA, double shareB, double trialsB) {
        if (trialsA <= 0 || trialsB <= 0) return 1;
        double pooled = (shareA * trialsA + shareB * trialsB) / (trialsA + trialsB);
        double variance = pooled * (1 - pooled) * (1 / trialsA + 1 / trialsB);
        if (variance <= 0) return 1;
        double difference = shareA - shareB;
        return Gamma.upper(0.5, difference * difference / variance / 2);
    }
}
