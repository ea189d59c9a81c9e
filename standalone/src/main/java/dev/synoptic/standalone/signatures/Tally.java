package dev.synoptic.standalone.signatures;

import dev.synoptic.match.TcpMatch;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// How often a database named what it was shown, and how well.
final class Tally {

    /// What came of one observation.
    enum Outcome {
        /// A specific row fits.
        SPECIFIC,
        /// A specific row fits but for a deviation.
        APPROXIMATE,
        /// A program was recognised.
        TOOL,
        /// A catch-all fits.
        GENERIC,
        /// Nothing fits.
        UNKNOWN;

        static Outcome of(TcpMatch match) {
            if (!match.isKnown()) return UNKNOWN;
            if (match.isTool()) return TOOL;
            if (match.isGeneric()) return GENERIC;
            return match.isFuzzy() ? APPROXIMATE : SPECIFIC;
        }
    }

    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

    void add(TcpMatch match) {
        counts.merge(Outcome.of(match), 1, Integer::sum);
    }

    void add(Tally other) {
        other.counts.forEach((outcome, count) -> counts.merge(outcome, count, Integer::sum));
    }

    int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    int senders() {
        return counts.values().stream().mapToInt(Integer::intValue).sum() - count(Outcome.TOOL);
    }

    /// Shares of those that no program forged: specific, of it approximate, generic, unknown.
    String shares() {
        int specific = count(Outcome.SPECIFIC) + count(Outcome.APPROXIMATE);
        return percent(specific) + " (" + percent(count(Outcome.APPROXIMATE)) + ") / " + percent(count(Outcome.GENERIC))
                + " / " + percent(count(Outcome.UNKNOWN));
    }

    private String percent(int count) {
        return senders() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", 100.0 * count / senders());
    }
}
