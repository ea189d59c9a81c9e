package dev.synoptic.verdict.score;

import java.util.Locale;

/// One label's points, and all that they rest on.
///
/// @param label    what they are given to
/// @param sample   what its networks sent
/// @param qValue   chance of being a false discovery, corrected for all labels tested together
/// @param wanted   points as learnt, before the bound of change
/// @param previous points that filters had; 0 where there were none
/// @param points   what a filter should give: positive for what is refused more often than the rest; finer than filters
///     print them, so that small moves add up
public record LabelScore(
        ScoredLabel label, Sample sample, double qValue, double wanted, double previous, double points) {

    /// Less than filters print.
    private static final double NOTHING = 0.005;

    /// Whether anything is given: what is not separated from the rest gets nothing.
    public boolean isGiven() {
        return Math.abs(points) >= NOTHING;
    }

    /// What moved the points, for a report.
    public String why() {
        String learnt = wanted == 0 ? "not separated from the rest" : String.format(Locale.ROOT, "learnt %.2f", wanted);
        return points == wanted
                ? learnt
                : learnt
                        + String.format(
                                Locale.ROOT,
                                ", moved from %.2f by the bound of %.1f a day",
                                previous,
                                ScoreSettings.DEFAULT.changeMax());
    }
}
