package dev.synoptic.gateway.policy;

import java.time.Duration;

/// What makes a connection naughty or nice, and what follows (`mail.md` f.1).
///
/// @param points       what each event counts
/// @param naughtyBelow karma of a connection below which it is naughty
/// @param niceAbove    above which it is nice
/// @param goodAbove    history above which a sender has a point at connect
/// @param negative     history at or below the negative of it sends whoever is naughty into the penalty box
/// @param penalty      how long one stays there
/// @param bonusBelow   below this history, and never nice, a day more for each point
public record KarmaNumbers(
        KarmaPoints points,
        int naughtyBelow,
        int niceAbove,
        int goodAbove,
        int negative,
        Duration penalty,
        int bonusBelow) {

    /// Those of qpsmtpd's plug-in.
    public static final KarmaNumbers USUAL = new KarmaNumbers(KarmaPoints.USUAL, -2, 2, 10, 1, Duration.ofDays(1), -5);
}
