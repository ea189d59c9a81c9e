package dev.synoptic.verdict.join;

import dev.synoptic.match.Fingerprint;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/// How far the clocks of captures run ahead of those of mail hosts (`mail.md` J7).
///
/// @param told     for a capturing agent, what was set; stands until enough was measured
/// @param measured for an agent and a mail host, what is to be corrected; none where that is no time at all
public record Clocks(Map<String, Duration> told, Map<Pair, Duration> measured) {

    /// Two clocks that are compared.
    ///
    /// @param agent that captures
    /// @param host  the mail host, as its sessions name it
    public record Pair(String agent, String host) {}

    public Clocks {
        told = Map.copyOf(told);
        measured = Map.copyOf(measured);
    }

    Duration ahead(Pair pair) {
        Duration found = measured.get(pair);
        return found == null ? told.getOrDefault(pair.agent(), Duration.ZERO) : found;
    }

    /// When the SYN was captured, by the clock of the session's mail host.
    long correctedMicros(Fingerprint seen, Session session) {
        var pair = new Pair(seen.origin().agent(), session.host());
        return seen.capturedMicros() - JoinRules.micros(ahead(pair));
    }

    /// The widest correction of any clock, either way.
    Duration greatest() {
        return Stream.concat(told.values().stream(), measured.values().stream())
                .map(Duration::abs)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
