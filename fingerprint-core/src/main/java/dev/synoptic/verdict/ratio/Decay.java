package dev.synoptic.verdict.ratio;

import java.time.Duration;

/// How much less what is old counts in a "current" table: half as much after each half-life.
///
/// It goes by the data's own time, never by a clock: what ends with the newest hour that was counted counts in full, so
/// that a table of a capture of 2012 is the same today and tomorrow.
///
/// @param halfLife positive
public record Decay(Duration halfLife) {

    /// Where nobody sets another.
    public static final Duration HALF_LIFE = Duration.ofDays(1);

    /// After so many half-lives a message is worth less than a millionth and is left out.
    public static final int HALF_LIVES_MAX = 20;

    public Decay {
        if (halfLife.isNegative() || halfLife.isZero()) {
            throw new IllegalArgumentException("half-life: " + halfLife + ", expected more than nothing");
        }
    }

    /// What one message is worth, 1 or less; 0 beyond [#HALF_LIVES_MAX].
    ///
    /// @param ageMicros from the end of its window to the end of the newest one; below 0 counts as 0
    public double weight(long ageMicros) {
        double halfLives = Math.max(0, ageMicros) / (halfLife.toNanos() / 1_000.0);
        return halfLives > HALF_LIVES_MAX ? 0 : Math.pow(2, -halfLives);
    }
}
