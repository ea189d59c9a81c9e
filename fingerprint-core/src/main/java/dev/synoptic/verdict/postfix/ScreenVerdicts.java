package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.Verdict.Via;
import dev.synoptic.verdict.log.Emission;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.Judge;
import dev.synoptic.verdict.log.Spans;
import dev.synoptic.verdict.log.VerdictDraft;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a session of `postscreen` amounts to (V24).
final class ScreenVerdicts {

    private final ExtractorSettings settings;
    private final Emission out;
    private final Spans spans;

    ScreenVerdicts(ExtractorSettings settings, Emission out, Spans spans) {
        this.settings = settings;
        this.out = out;
        this.spans = spans;
    }

    void settle(ScreenSession session) {
        spans.ended(session.from, session.last().serial());
        if (session.refusals.isEmpty()) connection(session);
        else transactions(session);
    }

    private void connection(ScreenSession session) {
        Decision decision = session.greetingRefusal().orElseGet(() -> unrefused(session));
        out.verdict(draft(session, Optional.empty()).connection(decision), decision);
    }

    private static Decision unrefused(ScreenSession session) {
        var line = session.last().resume().line();
        if (!session.isDropped()) return Decision.aborted(Stage.CONNECT, session.lastMicros(), line);
        return new Decision(
                Outcome.REJECTED,
                Stage.CONNECT,
                OptionalInt.of(521),
                Optional.empty(),
                Optional.of("early_talker"),
                session.lastMicros(),
                line);
    }

    /// Refusals of one sender are one transaction: postscreen does not count MAIL commands.
    private void transactions(ScreenSession session) {
        Map<Optional<String>, List<Refusal>> bySender = new LinkedHashMap<>();
        for (Refusal refusal : session.refusals) {
            bySender.computeIfAbsent(refusal.sender(), s -> new ArrayList<>()).add(refusal);
        }
        int ordinal = 1;
        for (var entry : bySender.entrySet()) transaction(session, ordinal++, entry.getKey(), entry.getValue());
    }

    private void transaction(ScreenSession session, int ordinal, Optional<String> sender, List<Refusal> refusals) {
        Decision decision =
                Judge.strongest(refusals.stream().map(Refusal::decision).toList());
        var helo = refusals.stream().flatMap(r -> r.helo().stream()).findFirst();
        List<String> recipients =
                refusals.stream().flatMap(r -> r.recipient().stream()).toList();
        var verdict = draft(session, helo)
                .message(Optional.empty(), sender, OptionalLong.empty())
                .recipients(0, recipients.size(), recipients)
                .transaction(ordinal, decision);
        out.verdict(verdict, decision);
    }

    private VerdictDraft draft(ScreenSession session, Optional<String> helo) {
        return new VerdictDraft(settings, session.name, session.peer.address(), session.openMicros, session.precision)
                .at(session.host, session.service, Via.DIRECT)
                .from(session.peer.port(), session.peer.name(), helo)
                .closed(session.closeMicros());
    }
}
