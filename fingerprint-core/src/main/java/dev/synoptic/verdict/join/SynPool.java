package dev.synoptic.verdict.join;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.Origin;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.verdict.join.HeldSyn.Given;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The SYNs of one client address while its sessions are being settled.
final class SynPool {

    /// Order of capture, newest first; what follows only makes it the same for every order of arrival.
    private static final Comparator<Fingerprint> NEWEST_FIRST = Comparator.comparingLong(Fingerprint::capturedMicros)
            .reversed()
            .thenComparing(f -> f.origin().agent())
            .thenComparing(f -> f.origin().instance())
            .thenComparingLong(f -> f.origin().sequence());

    private final List<Fingerprint> newestFirst;
    private final Map<String, HeldSyn> bySession = new HashMap<>();
    private final Map<Flight, Given> owners = new HashMap<>();
    private final List<HeldSyn> takenNow = new ArrayList<>();

    /// What a SYN opens: retransmissions of it, and other captures of it, open the same (J5).
    private record Flight(Connection connection, long sequenceNumber) {
        static Flight of(Fingerprint seen) {
            return new Flight(seen.connection(), seen.sequenceNumber());
        }
    }

    SynPool(Collection<HeldSyn> held) {
        Map<Origin, Fingerprint> distinct = new LinkedHashMap<>();
        for (HeldSyn each : held) {
            Fingerprint seen = each.fingerprint();
            distinct.merge(seen.origin(), seen, (a, b) -> a.completed() ? a : b);
            if (each.given().isPresent()) remember(each, each.given().get());
        }
        newestFirst = distinct.values().stream().sorted(NEWEST_FIRST).toList();
    }

    /// The SYN that the session was given before.
    Optional<HeldSyn> heldBy(String sessionId) {
        return Optional.ofNullable(bySession.get(sessionId));
    }

    List<Fingerprint> newestFirst() {
        return newestFirst;
    }

    /// Whether another session certainly has this SYN, so that it cannot be meant again (J2).
    boolean isTaken(Fingerprint seen) {
        var owner = owners.get(Flight.of(seen));
        return owner != null && owner.how() != How.IP_AMBIGUOUS;
    }

    void give(Fingerprint seen, Session session, How how) {
        var given = new Given(session.id(), how, session.closeMicros());
        var held = new HeldSyn(seen, Optional.of(given));
        remember(held, given);
        takenNow.add(held);
    }

    private void remember(HeldSyn held, Given given) {
        bySession.put(given.sessionId(), held);
        owners.put(Flight.of(held.fingerprint()), given);
    }

    List<HeldSyn> takenNow() {
        return takenNow;
    }
}
