package dev.synoptic.verdict.dialogue;

import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.log.Judge;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import dev.synoptic.verdict.log.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One transaction while it goes on: a MAIL command and what followed (V1).
final class Transaction {

    /// The most refusals kept of one; their kinds are few, and the first of each kind decides.
    static final int REFUSALS_MAX = 1_000;

    final Optional<String> sender;
    final List<String> recipients = new ArrayList<>();
    private final List<Decision> refusals = new ArrayList<>();
    private int accepted;
    private int refused;
    private Optional<String> messageId = Optional.empty();

    Transaction(Optional<String> sender) {
        this.sender = sender;
    }

    /// The same transaction, its sender being known now.
    Transaction of(Optional<String> known) {
        var same = new Transaction(known.or(() -> sender));
        same.recipients.addAll(recipients);
        same.refusals.addAll(refusals);
        same.accepted = accepted;
        same.refused = refused;
        same.messageId = messageId;
        return same;
    }

    void refused(Decision decision, Optional<String> recipient) {
        if (refusals.size() < REFUSALS_MAX) {
            refusals.add(decision);
            recipient.ifPresent(recipients::add);
        }
        if (decision.stage() == Stage.RCPT) refused++;
    }

    void recipientAccepted(Optional<String> recipient) {
        accepted++;
        if (recipients.size() < REFUSALS_MAX) recipient.ifPresent(recipients::add);
    }

    void identified(String told) {
        messageId = Optional.of(Words.messageId(told));
    }

    Optional<String> messageId() {
        return messageId;
    }

    int accepted() {
        return accepted;
    }

    int refused() {
        return refused;
    }

    boolean hasRefusals() {
        return !refusals.isEmpty();
    }

    /// V3, where nothing was said at the end of data: refused if no recipient stood accepted, else given up.
    Decision unfinished(long micros, RawRef line) {
        boolean dataRefused = refusals.stream().anyMatch(r -> r.stage() == Stage.DATA || r.stage() == Stage.EOM);
        if (!refusals.isEmpty() && (accepted == 0 || dataRefused)) return Judge.strongest(refusals);
        return Decision.aborted(accepted > 0 ? Stage.DATA : Stage.MAIL, micros, line);
    }
}
