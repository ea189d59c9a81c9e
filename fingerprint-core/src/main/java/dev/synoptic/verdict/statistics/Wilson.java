package dev.synoptic.verdict.statistics;

/// Wilson's score interval of a share (S1).
public final class Wilson {

    /// The normal quantile of 97.5 %: a confidence of 95 % between both bounds.
    public static final double Z_95 = 1.959963984540054;

    private Wilson() {}

    /// The interval of `hits` of `trials` at 95 %; all of [0, 1] without trials.
    public static Interval interval(long hits, long trials) {
        return interval((double) hits, (double) trials, Z_95);
    }

    /// The interval at the confidence of normal quantile `z`; `trials` need not be whole, so that an effective
    /// number may stand in.
    public static Interval interval(double hits, double trials, double z) {
        if (trials <= 0) return new Interval(0, 1);
        double share = hits / trials;
        double z2 = z * z;
        double scale = 1 + z2 / trials;
        double centre = (share + z2 / (2 * trials)) / scale;
        double half = z / scale * Math.sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
