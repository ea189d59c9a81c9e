package dev.synoptic.verdict.join;

import dev.synoptic.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Gives each session of one client address the SYN that opened it (`mail.md` b.1 to b.4).
///
/// A pure function of what is held, whatever order it came in: sessions are settled in the order in which they
/// began, once the watermark has passed all that could still concern them. Call it with everything that is held
/// of one host; a store that keeps SYNs by time may pass only those between [#neededFromMicros] and
/// [#neededToMicros] of what it settles.
public final class JoinRules {

    /// Grows with each change of what these rules yield, so that counts of different rules are never summed.
    ///
    /// 1: the first.
    ///
    /// 2: sessions without a port are looked for at their proxies: those that came through one, and
    /// others of which their host saw no SYN (J8).
    public static final int VERSION = 2;

    /// How long the SYN of a session is kept after its end (J4); for so long a log may correct itself (V20).
    public static final Duration KEPT_AFTER_CLOSE = Duration.ofHours(1);

    private final JoinSettings settings;
    private final long greatestMicros;
    private final SynChoice choice;

    /// Rules that take clocks as the settings tell them.
    public JoinRules(JoinSettings settings) {
        this(settings, new Clocks(settings.clockAhead(), Map.of()));
    }

    private JoinRules(JoinSettings settings, Clocks clocks) {
        this.settings = settings;
        this.greatestMicros = micros(clocks.greatest());
        this.choice = new SynChoice(settings, clocks);
    }

    /// The same rules with these clocks corrected by what was measured (J7).
    public JoinRules measuring(Map<Clocks.Pair, Duration> ahead) {
        return new JoinRules(settings, new Clocks(settings.clockAhead(), ahead));
    }

    /// By how much later a SYN may concern a session by these rules than by others, as their clocks differ; not
    /// less than 0, microseconds.
    public long furtherThan(JoinRules others) {
        return Math.max(0, greatestMicros - others.greatestMicros);
    }

    /// What a verdict's session and the SYNs of its client say of their clocks, whatever the windows allow.
    public List<Difference> differences(Verdict verdict, Collection<HeldSyn> syns) {
        return new ClockEvidence(settings).of(new Session(verdict.sessionId(), List.of(verdict)), syns);
    }

    /// Settles what the watermark has passed.
    ///
    /// @param waiting         verdicts not settled yet; of several with one id the highest revision counts
    /// @param unmatched       verdicts that were settled without a SYN, for which a late one may still come
    ///     (J6)
    /// @param syns            SYNs held, with the sessions they were given to; of one SYN told twice the
    ///     completed one counts
    /// @param watermarkMicros no SYN and no session from before this time is still to come, microseconds since
    ///     1970, UTC
    public Settlement settle(
            Collection<Verdict> waiting,
            Collection<JoinedVerdict> unmatched,
            Collection<HeldSyn> syns,
            long watermarkMicros) {
        var pool = new SynPool(syns);
        var still = new ArrayList<Verdict>();
        var joined = new ArrayList<JoinedVerdict>();
        for (Round round : rounds(waiting, unmatched)) {
            if (isOpen(round.session(), watermarkMicros)) {
                still.addAll(round.session().verdicts());
            } else {
                joined.addAll(round.outcomes(choice.forSession(round.session(), pool)));
            }
        }
        return new Settlement(joined, still, pool.takenNow());
    }

    /// Whether the watermark leaves the verdict's window open.
    public boolean isOpen(Verdict verdict, long watermarkMicros) {
        return isOpen(new Session(verdict.sessionId(), List.of(verdict)), watermarkMicros);
    }

    private boolean isOpen(Session session, long watermarkMicros) {
        return watermarkMicros < neededTo(session);
    }

    /// The earliest capture time, as the capture tells it, that can concern this verdict.
    public long neededFromMicros(Verdict verdict) {
        long window = Math.max(micros(settings.windowFor(verdict.service())), micros(settings.cache()));
        return verdict.openMicros() - window - greatestMicros;
    }

    /// The latest capture time that can concern this verdict.
    public long neededToMicros(Verdict verdict) {
        return neededTo(new Session(verdict.sessionId(), List.of(verdict)));
    }

    private long neededTo(Session session) {
        return session.openLatestMicros() + micros(settings.before()) + greatestMicros;
    }

    /// Whether no verdict that may still come needs the SYN: its session has been closed for an hour, or a day has
    /// passed (J4); not as long as it may stand in for others (J3).
    public boolean isForgotten(HeldSyn syn, long watermarkMicros) {
        long captured = syn.fingerprint().capturedMicros();
        if (captured < watermarkMicros - micros(settings.keepSyn())) return true;
        boolean closed = syn.given()
                .filter(given -> given.closeMicros().isPresent())
                .filter(given -> isClosed(given.closeMicros().getAsLong(), watermarkMicros))
                .isPresent();
        return closed && captured < watermarkMicros - micros(settings.cache());
    }

    /// Whether a session that ended then has been closed for so long that no verdict of it is still to come (J4, V20).
    public static boolean isClosed(long closeMicros, long watermarkMicros) {
        return closeMicros < watermarkMicros - micros(KEPT_AFTER_CLOSE);
    }

    /// Whether a verdict settled without a SYN is past all correction (J6).
    public boolean isFinal(JoinedVerdict settled, long watermarkMicros) {
        return settled.verdict().openMicros() < watermarkMicros - micros(settings.late());
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    /// The sessions to look at, in order, each with what was said of it before.
    private static List<Round> rounds(Collection<Verdict> waiting, Collection<JoinedVerdict> unmatched) {
        Map<String, JoinedVerdict> before = new HashMap<>();
        for (JoinedVerdict each : unmatched) {
            before.merge(each.verdict().eventId(), each, (a, b) -> b.supersedes(a) ? b : a);
        }
        Map<String, Verdict> newest = new TreeMap<>();
        before.forEach((id, joined) -> newest.put(id, joined.verdict()));
        for (Verdict each : waiting) newest.merge(each.eventId(), each, JoinRules::newer);
        Map<String, List<Verdict>> sessions = new TreeMap<>();
        newest.values()
                .forEach(v -> sessions.computeIfAbsent(v.sessionId(), id -> new ArrayList<>())
                        .add(v));
        return sessions.entrySet().stream()
                .map(e -> new Session(e.getKey(), e.getValue()))
                .sorted(Session.IN_ORDER)
                .map(session -> new Round(session, before))
                .toList();
    }

    private static Verdict newer(Verdict a, Verdict b) {
        return Comparator.comparingInt(Verdict::revision).compare(a, b) >= 0 ? a : b;
    }

    /// One session and what was said of its verdicts before.
    private record Round(Session session, Map<String, JoinedVerdict> before) {

        /// What is to be said now: everything that was not said in the same words already.
        List<JoinedVerdict> outcomes(SynChoice.Choice choice) {
            return session.verdicts().stream()
                    .map(verdict -> choice.joined(verdict, revisionOf(verdict)))
                    .filter(this::isNews)
                    .toList();
        }

        private int revisionOf(Verdict verdict) {
            return Optional.ofNullable(before.get(verdict.eventId()))
                    .filter(b -> b.verdict().revision() == verdict.revision())
                    .map(b -> b.revision() + 1)
                    .orElse(0);
        }

        private boolean isNews(JoinedVerdict now) {
            var then = before.get(now.verdict().eventId());
            return then == null
                    || then.verdict().revision() != now.verdict().revision()
                    || then.how() != now.how()
                    || !then.partner().equals(now.partner());
        }
    }
}
