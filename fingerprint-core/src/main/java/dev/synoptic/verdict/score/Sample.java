package dev.synoptic.verdict.score;

import dev.synoptic.verdict.statistics.Interval;
import dev.synoptic.verdict.statistics.Wilson;
import java.util.Collection;

/// Verdicts as networks tell them.
///
/// @param weight    messages, each network capped by the day
/// @param rejected  of them
/// @param networks  how many there are
/// @param effective how many independent networks they are worth: (Σ wᵢ)² / Σ wᵢ²
public record Sample(double weight, double rejected, long networks, double effective) {

    /// One network's part.
    record Network(double weight, double rejected) {
        Network plus(Network more) {
            return new Network(weight + more.weight, rejected + more.rejected);
        }
    }

    static Sample of(Collection<Network> networks) {
        double weight = 0;
        double rejected = 0;
        double squares = 0;
        for (Network each : networks) {
            weight += each.weight();
            rejected += each.rejected();
            squares += each.weight() * each.weight();
        }
        return new Sample(weight, rejected, networks.size(), squares == 0 ? 0 : weight * weight / squares);
    }

    /// Share that is rejected, 0 to 1.
    public double share() {
        return weight == 0 ? 0 : rejected / weight;
    }

    /// Wilson's interval at 95 % on networks, not on messages.
    public Interval interval() {
        return Wilson.interval(share() * effective, effective, Wilson.Z_95);
    }
}
