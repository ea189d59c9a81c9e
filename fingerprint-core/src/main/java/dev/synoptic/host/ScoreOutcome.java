package dev.synoptic.host;

/// What came of adding an entry to the scores of one role of a host (`p0f-v3.md` SCORE-1 to SCORE-4).
///
/// @param verdict what is told
/// @param told    the reasons told with it
/// @param counted the window whose hits are told, before a sharing verdict emptied it
/// @param window  the window from now on
/// @param reasons the host's gathered reasons from now on
public record ScoreOutcome(Verdict verdict, Reasons told, ScoreWindow counted, ScoreWindow window, Reasons reasons) {

    /// What a host's scores say.
    public enum Verdict {
        /// Nothing worth telling.
        NOTHING,
        /// The host changed: `host change`.
        CHANGE,
        /// Several hosts share the address: `ip sharing`.
        SHARING
    }

    /// Adds `entry` to a role's `window` and the host's `gathered` reasons.
    public static ScoreOutcome of(ScoreWindow window, Reasons gathered, ScoreEntry entry) {
        var counted = window.with(entry.score());
        var all = gathered.with(entry.reasons());
        if (entry.score() == 0) return new ScoreOutcome(Verdict.NOTHING, Reasons.NONE, counted, counted, all);
        if (counted.tellsSharing()) {
            return new ScoreOutcome(
                    Verdict.SHARING, all, counted, ScoreWindow.EMPTY, Reasons.NONE); // SCORE-3, O-24, O-32
        }
        var verdict = entry.score() == 1 ? Verdict.NOTHING : Verdict.CHANGE; // SCORE-4
        return new ScoreOutcome(verdict, entry.reasons(), counted, counted, all);
    }
}
