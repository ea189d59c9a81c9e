package dev.synoptic.verdict.ratio;

import dev.synoptic.verdict.statistics.Interval;
import dev.synoptic.verdict.statistics.Wilson;
import java.util.OptionalDouble;

/// Counts of which each message has the weight of its age ([Decay]).
///
/// @param accepted the sum of their weights
/// @param rejected likewise
/// @param other    what stands beside the ratio, likewise
/// @param squares  Σ wᵢ² over accepted and rejected messages
public record DecayedCounts(double accepted, double rejected, double other, double squares) {

    public static final DecayedCounts ZERO = new DecayedCounts(0, 0, 0, 0);

    /// Counts of one window, all of one weight.
    public static DecayedCounts of(RatioCounts counts, double weight) {
        return new DecayedCounts(
                weight * counts.accepted(),
                weight * counts.rejected(),
                weight * counts.other(),
                weight * weight * counts.counted());
    }

    /// The sum of both.
    public DecayedCounts plus(DecayedCounts more) {
        return new DecayedCounts(
                accepted + more.accepted, rejected + more.rejected, other + more.other, squares + more.squares);
    }

    /// What the ratio rests on, by weight.
    public double counted() {
        return accepted + rejected;
    }

    /// How many messages of full weight they are worth: (Σ wᵢ)² / Σ wᵢ².
    public double effective() {
        return squares == 0 ? 0 : counted() * counted() / squares;
    }

    /// Share that is rejected, 0 to 1; empty where nothing was counted.
    public OptionalDouble share() {
        return counted() == 0 ? OptionalDouble.empty() : OptionalDouble.of(rejected / counted());
    }

    /// Wilson's at 95 % on as many messages as they are worth (S1).
    public Interval interval() {
        return Wilson.interval(share().orElse(0) * effective(), effective(), Wilson.Z_95);
    }

    /// This share over that of `all` (S3); empty where either has nothing to divide by.
    public OptionalDouble liftOver(DecayedCounts all) {
        return share().isEmpty() || all.rejected == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(share().getAsDouble() / all.share().orElseThrow());
    }

    /// Whether they are worth enough for the share to mean something (S2).
    public boolean isEnough() {
        return effective() >= RatioDetail.SAMPLE_MIN;
    }
}
