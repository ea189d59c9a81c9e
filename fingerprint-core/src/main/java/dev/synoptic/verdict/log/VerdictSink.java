package dev.synoptic.verdict.log;

import dev.synoptic.verdict.Verdict;
import java.util.Optional;

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

    /// The same, by a log that also tells the message's id: for bringing logs together (V30), never to be kept (P2).
    default void verdict(Verdict verdict, RawRef decidedBy, Optional<String> messageId) {
        verdict(verdict, decidedBy);
    }

    /// What became of an accepted message (V5), as far as it is news. After a restart the same may come again.
    default void delivery(Delivery delivery) {}
}
