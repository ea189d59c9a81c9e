package dev.synoptic.verdict.score;

import dev.synoptic.packet.IpAddress;
import java.util.Set;

/// How points are made, and bounds that hold whatever was learnt.
///
/// @param perNetworkAndDay messages of one network and day beyond which more add nothing
/// @param networksMin      independent networks that a label must be worth at least
/// @param discoveryRate    share of false discoveries among the labels that get points (Benjamini–Hochberg)
/// @param pointsPerNat     points for each unit of the logarithm of the odds ratio
/// @param pointsMax        no label gets more, either way
/// @param changeMax        points a label may move in one day
/// @param relays           addresses of own relays and proxies: what they hand on says nothing of their system
/// @param actionReasons    classes of reasons in which an action of Synoptic's took part: such verdicts prove only
///     themselves
public record ScoreSettings(
        long perNetworkAndDay,
        double networksMin,
        double discoveryRate,
        double pointsPerNat,
        double pointsMax,
        double changeMax,
        Set<IpAddress> relays,
        Set<String> actionReasons) {

    /// The class of reasons of what a policy of Synoptic's refused.
    public static final String OS_POLICY = "os_policy";

    /// A filter's usual threshold is 5: what a system says never decides alone.
    public static final ScoreSettings DEFAULT =
            new ScoreSettings(10, 30, 0.05, 1, 2.5, 0.5, Set.of(), Set.of(OS_POLICY));

    public ScoreSettings {
        relays = Set.copyOf(relays);
        actionReasons = Set.copyOf(actionReasons);
    }

    /// The same with these relays.
    public ScoreSettings without(Set<IpAddress> ownRelays) {
        return new ScoreSettings(
                perNetworkAndDay,
                networksMin,
                discoveryRate,
                pointsPerNat,
                pointsMax,
                changeMax,
                ownRelays,
                actionReasons);
    }
}
