package dev.synoptic.host;

/// What one observation adds to a host's change scores (`p0f-v3.md` SCORE-1).
///
/// @param score   0 for nothing out of the ordinary
/// @param reasons why; may be there with a score of 0, where halving left nothing (SCORE-7)
public record ScoreEntry(int score, Reasons reasons) {

    /// Nothing out of the ordinary.
    public static final ScoreEntry NOTHING = new ScoreEntry(0, Reasons.NONE);

    /// The entry with this score and the [Reason#bit]s.
    static ScoreEntry of(int score, int reasonBits) {
        return score == 0 && reasonBits == 0 ? NOTHING : new ScoreEntry(score, new Reasons(reasonBits));
    }
}
