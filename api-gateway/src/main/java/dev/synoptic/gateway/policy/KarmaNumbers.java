package dev.synoptic.gateway.policy;

import java.time.Duration;

/// What makes a connection naughty or nice, and what follows (`mail.md` f.1).
///
/// @param naughtyBelow karma of a connection below which it is naughty
/// @param niceAbove    above which it is nice
/// @param negative     history at or below the negative of it sends whoever is naughty into the penalty box
/// @param penalty      how long one stays there
public record KarmaNumbers(int naughtyBelow, int niceAbove, int negative, Duration penalty) {

    /// Those of qpsmtpd's plug-in.
    public static final KarmaNumbers USUAL = new KarmaNumbers(-2, 2, 1, Duration.ofDays(1));

    /// Below this history, and never nice, a day more for each point.
    public static final int BONUS_BELOW = -5;
}
