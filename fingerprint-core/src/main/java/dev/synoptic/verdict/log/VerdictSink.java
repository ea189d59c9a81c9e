package dev.synoptic.verdict.log;

import dev.synoptic.verdict.Verdict;

/// Where an extractor hands over what it found.
@FunctionalInterface
public interface VerdictSink {

    /// One transaction or connection judged, or judged again with a higher revision.
    ///
    /// @param verdict   the record; the same id may come again after a restart (V40)
    /// @param decidedBy the line that decided it
    void verdict(Verdict verdict, RawRef decidedBy);

    /// What became of an accepted message (V5).
    default void delivery(Delivery delivery) {}
}
