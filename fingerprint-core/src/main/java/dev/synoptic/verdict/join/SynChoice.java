package dev.synoptic.verdict.join;

import dev.synoptic.match.Fingerprint;
import dev.synoptic.signature.Label;
import dev.synoptic.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Picks the SYN of one session: by port where the log tells it, else by address in order, else none.
final class SynChoice {

    private final JoinSettings settings;
    private final Clocks clocks;

    SynChoice(JoinSettings settings, Clocks clocks) {
        this.settings = settings;
        this.clocks = clocks;
    }

    /// The SYN, and how sure it is.
    record Choice(How how, Optional<Fingerprint> seen, long differenceMicros) {

        static final Choice NONE = new Choice(How.NONE, Optional.empty(), 0);

        JoinedVerdict joined(Verdict verdict, int revision) {
            return new JoinedVerdict(
                    verdict,
                    revision,
                    how,
                    seen.map(f -> JoinedVerdict.Partner.of(f, differenceMicros)),
                    seen.map(this::unknownBy).orElse(Optional.of(UnknownCause.NO_SYN)));
        }

        /// Why this SYN names no operating system, if it does not (b.4).
        private Optional<UnknownCause> unknownBy(Fingerprint found) {
            if (how == How.IP_AMBIGUOUS) return Optional.of(UnknownCause.AMBIGUOUS);
            return label(found)
                    .map(label -> label.isTool() ? Optional.of(UnknownCause.TOOL) : Optional.<UnknownCause>empty())
                    .orElse(Optional.of(UnknownCause.NO_MATCH));
        }
    }

    /// The session's SYN; a session that was given one keeps it (J4).
    Choice forSession(Session session, SynPool pool) {
        var held = pool.heldBy(session.id());
        if (held.isPresent()) return kept(session, held.get(), pool);
        var vantage = new Vantage(settings, session);
        Choice choice = session.port().isPresent() ? exact(session, vantage, pool) : byAddress(session, vantage, pool);
        if (choice.seen().isEmpty()) return lastKnown(session, vantage, pool);
        choice.seen().ifPresent(seen -> pool.give(seen, session, choice.how()));
        return choice;
    }

    /// J3: whatever connection it opened, and whose session that was: it stays with that.
    private Choice lastKnown(Session session, Vantage vantage, SynPool pool) {
        if (settings.cache().isZero() || vantage.isRelay()) return Choice.NONE;
        return pool.newestFirst().stream()
                .filter(Fingerprint::completed)
                .filter(seen -> isLately(session, clocks.correctedMicros(seen, session)))
                .findFirst()
                .map(seen -> chosen(session, seen, How.CACHE))
                .orElse(Choice.NONE);
    }

    private boolean isLately(Session session, long capturedMicros) {
        return capturedMicros <= session.openLatestMicros()
                && capturedMicros >= session.openMicros() - JoinRules.micros(settings.cache());
    }

    /// A later verdict may tell that the session has ended since.
    private Choice kept(Session session, HeldSyn held, SynPool pool) {
        How how = held.given().map(HeldSyn.Given::how).orElse(How.NONE);
        boolean isLater = session.closeMicros().isPresent()
                && held.given()
                        .filter(given -> given.closeMicros().orElse(Long.MIN_VALUE)
                                < session.closeMicros().getAsLong())
                        .isPresent();
        if (isLater) pool.give(held.fingerprint(), session, how);
        return chosen(session, held.fingerprint(), how);
    }

    /// J1, and J5: of several SYNs of the same ports the last before the session.
    private Choice exact(Session session, Vantage vantage, SynPool pool) {
        int port = session.port().orElseThrow();
        Predicate<Fingerprint> wanted = seen -> seen.connection().clientPort() == port;
        var here = pool.newestFirst().stream()
                .filter(wanted)
                .filter(vantage::isOwn)
                .toList();
        return lastBefore(session, here)
                .or(() -> lastBefore(
                        session,
                        pool.newestFirst().stream()
                                .filter(wanted)
                                .filter(vantage::isProxys)
                                .toList()))
                .map(seen -> chosen(session, seen, How.EXACT))
                .orElse(Choice.NONE);
    }

    /// J2: the newest SYN before the session that no other session has; certain only if all that could be meant
    /// say the same.
    private Choice byAddress(Session session, Vantage vantage, SynPool pool) {
        if (vantage.isRelay()) return Choice.NONE;
        var candidates = free(session, pool, vantage::sees);
        if (candidates.isEmpty()) candidates = free(session, pool, vantage::mayHaveBeenSeenBefore);
        if (candidates.isEmpty()) return Choice.NONE;
        boolean same = candidates.stream().map(SynChoice::label).distinct().count() == 1;
        How how = same || settings.newestWhenAmbiguous() ? How.IP_SAME : How.IP_AMBIGUOUS;
        return chosen(session, candidates.getFirst(), how);
    }

    private List<Fingerprint> free(Session session, SynPool pool, Predicate<Fingerprint> meant) {
        return candidates(
                session,
                pool.newestFirst().stream()
                        .filter(Fingerprint::completed)
                        .filter(meant)
                        .filter(seen -> !pool.isTaken(seen))
                        .toList());
    }

    private Optional<Fingerprint> lastBefore(Session session, List<Fingerprint> newestFirst) {
        return candidates(session, newestFirst).stream().findFirst();
    }

    /// SYNs in the window, newest first: those not after the session if there are any, else those a little
    /// after it, nearest first.
    private List<Fingerprint> candidates(Session session, List<Fingerprint> newestFirst) {
        var within =
                newestFirst.stream().filter(seen -> isWithin(session, seen)).toList();
        var before = within.stream()
                .filter(seen -> clocks.correctedMicros(seen, session) <= session.openLatestMicros())
                .toList();
        return before.isEmpty() ? within.reversed() : before;
    }

    private boolean isWithin(Session session, Fingerprint seen) {
        long captured = clocks.correctedMicros(seen, session);
        return session.openLatestMicros() - captured >= -JoinRules.micros(settings.before())
                && session.openMicros() - captured <= JoinRules.micros(settings.windowFor(session.service()));
    }

    private Choice chosen(Session session, Fingerprint seen, How how) {
        return new Choice(how, Optional.of(seen), session.openMicros() - clocks.correctedMicros(seen, session));
    }

    private static Optional<Label> label(Fingerprint seen) {
        return seen.judgement().match().map(Fingerprint.Match::label);
    }
}
