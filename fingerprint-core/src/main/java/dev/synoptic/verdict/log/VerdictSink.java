package dev.synoptic.verdict.log;

import dev.synoptic.verdict.Verdict;

/// Where an extractor hands over what it found.
@FunctionalInterface
public interface VerdictSink {

    /// One transaction or connection judged, or judged again with a higher revision.
    ///
    /// After a restart the same id and revision may come again. It is a repeat and to be dropped: read from a
    /// later place of the log, it may know less of its session than the first one did.
    ///
    /// @param verdict   the record (V40)
    /// @param decidedBy the line that decided it
    void verdict(Verdict verdict, RawRef decidedBy);

    /// What became of an accepted message (V5).
    default void delivery(Delivery delivery) {}
}
