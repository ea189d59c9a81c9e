package dev.synoptic.verdict.postfix;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.log.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Connections that postscreen passed on and smtpd has not greeted yet (V25): their session began with
/// postscreen's `CONNECT`.
final class Handovers {

    /// How long smtpd may take to log its `connect from`; it waits for a name lookup and a free process.
    static final Duration WAIT = Duration.ofSeconds(100);

    /// Connections remembered; the oldest goes first, and its session then begins with smtpd.
    static final int PENDING_MAX = 10_000;

    private final Map<Key, Pending> pending = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Pending> eldest) {
            return size() > PENDING_MAX;
        }
    };

    private record Key(String host, IpAddress address, int port) {}

    /// A connection on its way.
    ///
    /// @param host         mail host
    /// @param peer         the client, with its port
    /// @param openMicros   when postscreen took it
    /// @param passedMicros when it was passed on
    /// @param from         the first line needed to read it again
    record Pending(String host, Peer peer, long openMicros, long passedMicros, Place from) {}

    void passed(Pending connection) {
        pending.put(
                new Key(
                        connection.host(),
                        connection.peer().address(),
                        connection.peer().port().orElse(0)),
                connection);
    }

    /// The connection that smtpd greets now; where it logs no port, the only one of that address (J2 has to
    /// sort out more).
    Optional<Pending> greeted(String host, Peer peer) {
        if (peer.port().isPresent()) {
            return Optional.ofNullable(
                    pending.remove(new Key(host, peer.address(), peer.port().getAsInt())));
        }
        List<Key> same = new ArrayList<>();
        for (Key key : pending.keySet()) {
            if (key.host().equals(host) && key.address().equals(peer.address())) same.add(key);
        }
        return same.size() == 1 ? Optional.ofNullable(pending.remove(same.getFirst())) : Optional.empty();
    }

    void forgetBefore(long micros) {
        for (Iterator<Pending> oldest = pending.values().iterator(); oldest.hasNext(); ) {
            if (oldest.next().passedMicros() >= micros) return;
            oldest.remove();
        }
    }

    Optional<Place> needed() {
        return pending.values().stream().map(Pending::from).min(Comparator.comparingLong(Place::serial));
    }

    long oldestMicros() {
        return pending.values().stream().mapToLong(Pending::openMicros).min().orElse(Long.MAX_VALUE);
    }
}
