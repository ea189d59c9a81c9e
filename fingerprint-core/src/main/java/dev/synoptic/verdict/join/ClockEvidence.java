package dev.synoptic.verdict.join;

import dev.synoptic.match.Fingerprint;
import dev.synoptic.verdict.Verdict.Precision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds which SYNs may have opened a session, however far the clocks are apart (`mail.md` J7).
final class ClockEvidence {

    /// SYNs of one address beyond which nobody can say which was meant.
    static final int BY_ADDRESS_MAX = 8;

    /// A log of whole seconds cuts off up to this much; its lower tenth, up to which skew is measured, nine tenths of
    /// it.
    private static final long CUT_OFF_MICROS = 900_000;

    private final JoinSettings settings;

    ClockEvidence(JoinSettings settings) {
        this.settings = settings;
    }

    List<Difference> of(Session session, Collection<HeldSyn> syns) {
        var vantage = new Vantage(settings, session);
        Map<String, List<Fingerprint>> byAgent = syns.stream()
                .map(HeldSyn::fingerprint)
                .filter(seen -> isMeant(session, vantage, seen))
                .collect(Collectors.groupingBy(seen -> seen.origin().agent()));
        var found = new ArrayList<Difference>();
        byAgent.forEach((agent, seen) ->
                found.addAll(session.port().isPresent() ? nearest(session, agent, seen) : few(session, agent, seen)));
        return found;
    }

    private static boolean isMeant(Session session, Vantage vantage, Fingerprint seen) {
        return session.port().isPresent()
                ? seen.connection().clientPort() == session.port().getAsInt()
                        && (vantage.isOwn(seen) || vantage.isProxys(seen))
                : seen.completed() && !vantage.isRelay() && vantage.sees(seen);
    }

    /// Ports are used again: the nearest is meant.
    private static List<Difference> nearest(Session session, String agent, List<Fingerprint> seen) {
        return seen.stream()
                .map(each -> difference(session, agent, each))
                .min(Comparator.comparingLong(each -> Math.abs(each.micros())))
                .stream()
                .toList();
    }

    private static List<Difference> few(Session session, String agent, List<Fingerprint> seen) {
        if (seen.size() > BY_ADDRESS_MAX) return List.of();
        return seen.stream().map(each -> difference(session, agent, each)).toList();
    }

    private static Difference difference(Session session, String agent, Fingerprint seen) {
        long cutOff = session.precision() == Precision.SECONDS ? CUT_OFF_MICROS : 0;
        return new Difference(
                new Clocks.Pair(agent, session.host()),
                session.port().isPresent(),
                session.openMicros() + cutOff - seen.capturedMicros());
    }
}
