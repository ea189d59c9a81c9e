package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.log.Deliveries;
import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.log.Emission;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.Judge;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.Spans;
import dev.synoptic.verdict.log.VerdictDraft;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What a session of `smtpd` amounts to (V3, V4, V20).
final class SessionVerdicts {

    /// The most transactions without a trace that get a record of their own; one more stands for all the rest.
    static final int UNTOLD_MAX = 100;

    private final ExtractorSettings settings;
    private final Emission out;
    private final Spans spans;
    private final Deliveries deliveries;

    SessionVerdicts(ExtractorSettings settings, Emission out, Spans spans, Deliveries deliveries) {
        this.settings = settings;
        this.out = out;
        this.spans = spans;
        this.deliveries = deliveries;
    }

    void settle(SmtpdSession session) {
        spans.ended(session.from(), session.lastSerial());
        List<Group> groups = TransactionGroups.of(session.items, session.mails());
        int untold = Math.max(0, session.mails().orElse(0) - groups.size());
        if (groups.isEmpty() && untold == 0) {
            connection(session);
        } else {
            untold(session, transactions(session, groups), untold);
        }
    }

    /// V4.
    private void connection(SmtpdSession session) {
        Decision decision = session.connectionRefusal()
                .orElseGet(() -> Decision.aborted(Stage.CONNECT, session.lastMicros(), lastLine(session)));
        out.verdict(draft(session, session.peer()).connection(decision), decision);
    }

    /// One record for each group, but one for all that a folded line stands for (V34); answers the next
    /// ordinal.
    private int transactions(SmtpdSession session, List<Group> groups) {
        int ordinal = 1;
        for (int i = 0; i < groups.size(); ) {
            int same = 1;
            while (i + same < groups.size() && isFoldedWith(groups.get(i), groups.get(i + same))) same++;
            transaction(session, groups.get(i), ordinal, same);
            ordinal += same;
            i += same;
        }
        return ordinal;
    }

    private static boolean isFoldedWith(Group one, Group other) {
        return one.message == null
                && other.message == null
                && one.refusals.size() == 1
                && other.refusals.size() == 1
                && one.refusals.getFirst().fold() != 0
                && one.refusals.getFirst().fold() == other.refusals.getFirst().fold();
    }

    private void transaction(SmtpdSession session, Group group, int ordinal, int repeat) {
        Message message = group.message;
        if (message != null) {
            var aside = message.acceptance().isPresent()
                    ? Optional.<Aside>empty()
                    : message.aside().filter(_ -> message.ownRefusals().isEmpty() && session.hasTaken(message));
            ofMessage(
                    session,
                    message,
                    group,
                    ordinal,
                    aside.map(Aside::decision).orElseGet(() -> decision(session, message)),
                    0);
            aside.ifPresent(each -> told(message, each));
        } else {
            Refusal decisive = decisive(group.refusals);
            var draft = draft(session, decisive.peer())
                    .message(Optional.empty(), group.sender(), OptionalLong.empty())
                    .recipients(0, recipientsOf(group.refusals).size(), recipientsOf(group.refusals))
                    .repeated(repeat);
            out.verdict(draft.transaction(ordinal, decisive.decision()), decisive.decision());
        }
    }

    /// A proof that came after its session was settled: the same event again, with another end (V20).
    void correct(Message message, Message.Settled before) {
        var decision = message.acceptance().orElseThrow();
        ofMessage(
                message.session,
                message,
                Group.of(message),
                before.ordinal(),
                decision,
                before.verdict().revision() + 1);
    }

    private void ofMessage(
            SmtpdSession session, Message message, Group group, int ordinal, Decision decision, int revision) {
        List<Refusal> refusals = Stream.concat(group.refusals.stream(), message.refusals.stream())
                .toList();
        List<String> refused = recipientsOf(refusals);
        Verdict verdict = draft(session, message.peer)
                .message(Optional.of(message.id), message.sender(), message.size())
                .recipients(message.recipients(), refused.size(), refused)
                .revised(revision)
                .transaction(ordinal, decision);
        message.settled(new Message.Settled(ordinal, verdict));
        out.verdict(verdict, decision, message.messageId());
    }

    /// What was thrown away is in no queue, of which anything more could be told.
    private void told(Message message, Aside aside) {
        deliveries.outcome(message.host, message.id, aside.decision().micros(), aside.outcome());
        if (aside.outcome() == Delivery.Outcome.DISCARDED) deliveries.gone(message.host, message.id);
    }

    /// V20 step 4.
    private Decision decision(SmtpdSession session, Message message) {
        return message.acceptance().orElseGet(() -> {
            var refusals = message.ownRefusals();
            return refusals.isEmpty()
                    ? Decision.aborted(session.abandonedAt(), session.lastMicros(), lastLine(session))
                    : Judge.strongest(refusals);
        });
    }

    /// V20 step 3, its end: transactions that only the count of MAIL commands tells of.
    private void untold(SmtpdSession session, int firstOrdinal, int count) {
        var decision = Decision.aborted(Stage.MAIL, session.lastMicros(), lastLine(session));
        for (int i = 0; i < Math.min(count, UNTOLD_MAX); i++) {
            int repeat = i == UNTOLD_MAX - 1 ? count - i : 1;
            out.verdict(
                    draft(session, session.peer()).repeated(repeat).transaction(firstOrdinal + i, decision), decision);
        }
    }

    private VerdictDraft draft(SmtpdSession session, Peer client) {
        return new VerdictDraft(settings, session.name, client.address(), session.openMicros, session.precision)
                .at(session.host, session.service, session.viaOf(client))
                .from(client.port(), client.name(), session.helo())
                .closed(session.closeMicros())
                .secured(session.isSecured(), session.saslMethod(), session.saslUser());
    }

    private static Refusal decisive(List<Refusal> refusals) {
        Decision strongest =
                Judge.strongest(refusals.stream().map(Refusal::decision).toList());
        return refusals.stream()
                .filter(r -> r.decision().equals(strongest))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> recipientsOf(List<Refusal> refusals) {
        return refusals.stream()
                .filter(Refusal::isAtRecipient)
                .flatMap(r -> r.recipient().stream())
                .toList();
    }

    private static RawRef lastLine(SmtpdSession session) {
        return session.last().resume().line();
    }
}
