package dev.synoptic.verdict.statistics;

import java.util.OptionalDouble;

/// A row's ratio over the whole table's (S3).
public final class Lift {

    private Lift() {}

    /// Empty where either has nothing to divide by.
    public static OptionalDouble of(long hits, long trials, long allHits, long allTrials) {
        if (trials == 0 || allTrials == 0 || allHits == 0) return OptionalDouble.empty();
        return OptionalDouble.of((double) hits / trials / ((double) allHits / allTrials));
    }
}
