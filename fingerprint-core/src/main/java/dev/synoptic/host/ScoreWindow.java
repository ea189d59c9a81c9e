package dev.synoptic.host;

/// The last 32 scores of one role of a host, kept as four bit maps: verdicts only ask how many are above a threshold.
///
/// Bit 0 of each map is the newest score, bit 31 the oldest.
///
/// @param above5 scores above 5
/// @param above2 scores above 2
/// @param above1 scores above 1
/// @param above0 scores above 0
public record ScoreWindow(int above5, int above2, int above1, int above0) {

    /// 32 scores of zero.
    public static final ScoreWindow EMPTY = new ScoreWindow(0, 0, 0, 0);

    /// Drops the oldest score and adds this one, zero included (`p0f-v3.md` SCORE-1).
    public ScoreWindow with(int score) {
        if (score == 0 && above0 == 0) return EMPTY;
        return new ScoreWindow(
                above5 << 1 | (score > 5 ? 1 : 0),
                above2 << 1 | (score > 2 ? 1 : 0),
                above1 << 1 | (score > 1 ? 1 : 0),
                above0 << 1 | (score > 0 ? 1 : 0));
    }

    /// How many of the 32 are above 5: `a` of SCORE-2.
    public int hitsAbove5() {
        return Integer.bitCount(above5);
    }

    /// How many are above 2: `b`.
    public int hitsAbove2() {
        return Integer.bitCount(above2);
    }

    /// How many are above 1: `c`.
    public int hitsAbove1() {
        return Integer.bitCount(above1);
    }

    /// How many are above 0: `e`.
    public int hitsAbove0() {
        return Integer.bitCount(above0);
    }

    /// Whether so many of them count that several hosts share the address (`p0f-v3.md` SCORE-3).
    public boolean tellsSharing() {
        return hitsAbove5() > 2 || hitsAbove2() > 4 || hitsAbove1() > 6 || hitsAbove0() > 8;
    }
}
