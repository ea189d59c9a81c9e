package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.log.Delivery.Outcome;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import java.util.Optional;

/// A message that never comes to `qmgr`, for it is thrown away or held: its client is told that it was taken all the
/// same (V5, a.4).
///
/// @param told     by the action that makes it so
/// @param decision that it was taken
record Aside(Told told, Decision decision) {

    /// What a line of an action tells, of an access table, of what `cleanup` finds in a message, or of a content
    /// filter.
    ///
    /// @param outcome what becomes of the message: discarded or held
    /// @param sender  of its envelope
    record Told(Outcome outcome, Optional<String> sender) {}

    /// What `ACTION: …` tells; empty where it leaves the message in the queue.
    static Optional<Told> read(String rest) {
        int colon = rest.indexOf(": ");
        return outcome(colon < 0 ? "" : rest.substring(0, colon))
                .map(outcome -> new Told(outcome, RefusalLine.parse(rest).sender()));
    }

    private static Optional<Outcome> outcome(String action) {
        return switch (action) {
            case "discard", "milter-discard" -> Optional.of(Outcome.DISCARDED);
            case "hold", "milter-hold", "milter-quarantine" -> Optional.of(Outcome.HELD);
            default -> Optional.empty();
        };
    }

    Outcome outcome() {
        return told.outcome();
    }
}
