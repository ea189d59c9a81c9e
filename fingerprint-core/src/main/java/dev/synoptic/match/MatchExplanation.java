package dev.synoptic.match;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.FleetChoice.Candidate;
import dev.synoptic.signature.Alternative;
import dev.synoptic.signature.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Why an observation is called what it is called, for people.
///
/// @param match        the answer
/// @param how          in what way the row matched
/// @param row          the row that won; empty where none did
/// @param supporting   what speaks for the answer
/// @param opposing     what speaks against it
/// @param alternatives what else it might be
public record MatchExplanation(
        TcpMatch match,
        How how,
        Optional<Row> row,
        List<String> supporting,
        List<String> opposing,
        List<Other> alternatives) {

    /// In what way a row matched.
    public enum How {
        /// A specific signature of p0f's grammar fits in everything.
        EXACT("a specific signature fits in everything"),
        /// A rule beyond p0f's grammar fits.
        RULE("a rule beyond p0f's grammar fits"),
        /// A catch-all fits.
        GENERIC("only a catch-all fits"),
        /// A specific row fits but for one tolerated deviation.
        APPROXIMATE("a specific signature fits but for one deviation"),
        /// Several rows fit but for a deviation, and name different systems.
        UNDECIDED("several signatures fit but for one deviation, and name different systems"),
        /// Nothing fits.
        NONE("no signature fits");

        private final String words;

        How(String words) {
            this.words = words;
        }

        /// For people.
        public String words() {
            return words;
        }
    }

    /// A line of the signature file.
    ///
    /// @param line  its number
    /// @param label what it says
    /// @param text  the signature as the file writes it
    /// @param from  grade, date and sources; empty for rows of p0f 3.09b
    public record Row(int line, Label label, String text, Optional<String> from) {}

    /// Something else that it might be.
    ///
    /// @param label       name and flavor
    /// @param weight      how often it was counted among senders of the same packet; 0 where nobody counted
    /// @param line        the line of a row of its own; empty where only the winner's row tells of it
    /// @param approximate whether that row fits but for a deviation
    public record Other(String label, int weight, OptionalInt line, boolean approximate) {

        static Other of(Alternative alternative) {
            return new Other(alternative.label(), alternative.weight(), OptionalInt.empty(), false);
        }

        static Other of(Candidate candidate) {
            var signature = candidate.row().signature();
            return new Other(signature.label().text(), 0, OptionalInt.of(signature.line()), candidate.isNear());
        }

        /// For people.
        public String text() {
            if (weight > 0) return label + " (counted " + weight + ")";
            return line.isEmpty()
                    ? label
                    : label + " (line " + line.getAsInt() + (approximate ? ", approximately)" : ")");
        }
    }

    public MatchExplanation {
        supporting = List.copyOf(supporting);
        opposing = List.copyOf(opposing);
        alternatives = List.copyOf(alternatives);
    }

    static MatchExplanation of(SynObservation seen, TcpMatch match, FleetChoice choice) {
        var winner = choice.winner();
        var alternatives = new ArrayList<Other>();
        winner.ifPresent(c -> c.row().note().among().stream().map(Other::of).forEach(alternatives::add));
        others(choice, winner).forEach(alternatives::add);
        return new MatchExplanation(
                match,
                how(choice, winner),
                winner.map(c -> row(c.row())),
                winner.map(c -> supporting(seen, match, c.row())).orElse(List.of()),
                winner.map(c -> opposing(seen, c)).orElse(List.of()),
                alternatives);
    }

    private static How how(FleetChoice choice, Optional<Candidate> winner) {
        if (winner.isEmpty()) return choice.isUndecided() ? How.UNDECIDED : How.NONE;
        if (winner.get().isNear()) return How.APPROXIMATE;
        if (winner.get().row().isGeneric()) return How.GENERIC;
        return winner.get().row().isRule() ? How.RULE : How.EXACT;
    }

    private static Row row(FleetRow row) {
        return new Row(
                row.signature().line(),
                row.signature().label(),
                row.text(),
                row.note().from());
    }

    private static List<String> supporting(SynObservation seen, TcpMatch match, FleetRow row) {
        var words = new ArrayList<String>();
        if (seen.layout().size() > 0)
            words.add("options in this order: " + seen.layout().text(seen.eolPadding()));
        row.largestBelow()
                .ifPresent(bound -> words.add("window " + seen.window() + " is the largest multiple of the sender's"
                        + " segment size up to " + bound));
        if (row.largestBelow().isEmpty())
            words.add("window " + row.signature().pattern().window().text());
        words.addAll(match.sender().words(LinkTypes.mtu(seen.ipVersion(), seen.mss())));
        row.note().from().ifPresent(from -> words.add("grade and sources of the row: " + from));
        return words;
    }

    private static List<String> opposing(SynObservation seen, Candidate winner) {
        int initial = winner.row().signature().pattern().ttl().initial();
        return switch (winner.fit()) {
            case HOPS -> List.of("TTL " + seen.ttl() + " where " + initial + " or a little less was expected");
            case HOP_LIMIT ->
                List.of("hop limit " + seen.ttl() + " instead of " + initial
                        + ", which an IPv6 router may have handed out");
            case QUIRKS ->
                List.of("quirks " + quirks(seen.quirks().text()) + " where "
                        + quirks(winner.row().signature().pattern().quirks().text()) + " was expected");
            case EXACT, MISFIT -> List.of();
        };
    }

    static String quirks(String text) {
        return text.isEmpty() ? "none" : text;
    }

    /// Other labels among the rows that fit as well, or nearly; a catch-all of the winner's own family is none.
    private static List<Other> others(FleetChoice choice, Optional<Candidate> winner) {
        String won = winner.map(c -> c.row().signature().label().text()).orElse("");
        String family = winner.map(Candidate::family).orElse("");
        return choice.candidates().stream()
                .filter(c -> !(c.row().isGeneric() && c.family().equals(family)))
                .map(Other::of)
                .filter(other -> !other.label().equals(won))
                .distinct()
                .toList();
    }
}
