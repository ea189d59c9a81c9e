package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import java.util.Optional;

/// One refusal within a session.
///
/// @param peer      who was refused
/// @param decision  what it amounts to alone
/// @param sender    envelope sender; empty where none was told
/// @param recipient envelope recipient
/// @param helo      name of HELO or EHLO
/// @param fold      the folded line it came from, 0 for one of its own (V34)
record Refusal(
        Peer peer,
        Decision decision,
        Optional<String> sender,
        Optional<String> recipient,
        Optional<String> helo,
        long fold) {

    long micros() {
        return decision.micros();
    }

    RawRef line() {
        return decision.line();
    }

    boolean isAtMail() {
        return decision.stage() == Stage.MAIL;
    }

    boolean isAtRecipient() {
        return decision.stage() == Stage.RCPT;
    }

    /// Whether the other was of the same sender; one that was not told fits any.
    boolean isOfSender(Optional<String> other) {
        return sender.isEmpty() || other.isEmpty() || sender.equals(other);
    }
}
