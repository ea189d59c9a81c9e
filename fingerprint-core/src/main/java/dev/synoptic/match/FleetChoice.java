package dev.synoptic.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows that fit one observation, and which of them speaks for it.
///
/// First the specific rows that fit, then the catch-alls that fit, then the specific rows that fit but for one
/// deviation. These last must agree on the system, for a guess between two is no answer; catch-alls and programs are
/// never guessed at.
///
/// @param candidates in file order; none of them [FleetFit#MISFIT]
record FleetChoice(List<Candidate> candidates) {

    /// A row and how it fits.
    record Candidate(FleetRow row, FleetFit fit) {

        boolean isNear() {
            return fit == FleetFit.QUIRKS || fit == FleetFit.HOPS;
        }

        String family() {
            return row.signature().label().name();
        }
    }

    FleetChoice {
        candidates = List.copyOf(candidates);
    }

    Optional<Candidate> winner() {
        return first(FleetFit.EXACT, false)
                .or(() -> first(FleetFit.HOP_LIMIT, false))
                .or(() -> first(FleetFit.EXACT, true))
                .or(() -> first(FleetFit.HOP_LIMIT, true))
                .or(this::approximate);
    }

    MatchQuality quality(Candidate winner) {
        if (winner.isNear()) return MatchQuality.FUZZY;
        return winner.row().isGeneric() ? MatchQuality.GENERIC : MatchQuality.EXACT;
    }

    /// Those that fit approximately but name different systems, so that none was chosen.
    boolean isUndecided() {
        return winner().isEmpty()
                && near().stream().map(Candidate::family).distinct().count() > 1;
    }

    List<Candidate> near() {
        var near = new ArrayList<Candidate>();
        for (var candidate : candidates) {
            if (candidate.isNear() && !candidate.row().isGeneric()) near.add(candidate);
        }
        return near;
    }

    private Optional<Candidate> first(FleetFit fit, boolean generic) {
        return candidates.stream()
                .filter(c -> c.fit() == fit && c.row().isGeneric() == generic)
                .findFirst();
    }

    private Optional<Candidate> approximate() {
        var near = near();
        boolean agreed = near.stream().map(Candidate::family).distinct().count() == 1;
        if (!agreed || near.getFirst().row().signature().label().isTool()) return Optional.empty();
        return near.stream().min((a, b) -> a.fit().compareTo(b.fit()));
    }
}
