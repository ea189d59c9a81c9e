package dev.synoptic.verdict.statistics;

/// Newcombe's interval of the difference between two shares, from their Wilson bounds (S5; his method 10,
/// without continuity correction).
///
/// Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890.
public final class Newcombe {

    private Newcombe() {}

    /// The interval of first minus second at 95 %.
    public static Interval difference(long firstHits, long firstTrials, long secondHits, long secondTrials) {
        return difference(
                (double) firstHits, (double) firstTrials, (double) secondHits, (double) secondTrials, Wilson.Z_95);
    }

    /// The interval at the confidence of normal quantile `z`; all of [-1, 1] where either has no trials.
    public static Interval difference(
            double firstHits, double firstTrials, double secondHits, double secondTrials, double z) {
        if (firstTrials <= 0 || secondTrials <= 0) return new Interval(-1, 1);
        double first = firstHits / firstTrials;
        double second = secondHits / secondTrials;
        Interval a = Wilson.interval(firstHits, firstTrials, z);
        Interval b = Wilson.interval(secondHits, secondTrials, z);
        double difference = first - second;
        return new Interval(
                difference - Math.hypot(first - a.low(), b.high() - second),
                difference + Math.hypot(a.high() - first, second - b.low()));
    }
}
