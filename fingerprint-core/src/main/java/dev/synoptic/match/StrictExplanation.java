package dev.synoptic.match;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.MatchExplanation.How;
import dev.synoptic.match.MatchExplanation.Other;
import dev.synoptic.match.MatchExplanation.Row;
import dev.synoptic.match.TcpMatch.Winner;
import dev.synoptic.signature.TcpSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Why p0f's own rules call an observation what they do (`p0f-v3.md` TCP-2, TCP-3).
final class StrictExplanation {

    private StrictExplanation() {}

    /// @param fitting the rows that fit, exactly or approximately, in file order
    static MatchExplanation of(SynObservation seen, TcpMatch match, List<TcpSignature> fitting) {
        return new MatchExplanation(
                match,
                match.winner().map(StrictExplanation::how).orElse(How.NONE),
                match.winner().map(StrictExplanation::row),
                match.winner().map(winner -> supporting(seen, winner)).orElse(List.of()),
                match.winner().map(winner -> opposing(seen, winner)).orElse(List.of()),
                others(match, fitting));
    }

    private static How how(Winner winner) {
        return switch (winner.quality()) {
            case EXACT -> How.EXACT;
            case GENERIC -> How.GENERIC;
            case FUZZY -> How.APPROXIMATE;
        };
    }

    private static Row row(Winner winner) {
        var signature = winner.signature();
        return new Row(signature.line(), signature.label(), signature.pattern().text(), Optional.empty());
    }

    private static List<String> supporting(SynObservation seen, Winner winner) {
        var words = new ArrayList<String>();
        if (seen.layout().size() > 0) {
            words.add("options in this order: " + seen.layout().text(seen.eolPadding()));
        }
        words.add("window " + winner.signature().pattern().window().text());
        return words;
    }

    private static List<String> opposing(SynObservation seen, Winner winner) {
        if (winner.quality() != MatchQuality.FUZZY) return List.of();
        var pattern = winner.signature().pattern();
        var words = new ArrayList<String>();
        if (!pattern.ttl().random() && !Distance.isCredible(pattern.ttl().initial(), seen.ttl())) {
            words.add("TTL " + seen.ttl() + " where " + pattern.ttl().initial() + " or a little less was expected");
        }
        if (!TcpRow.of(winner.signature()).sameQuirks(seen)) {
            words.add("quirks " + MatchExplanation.quirks(seen.quirks().text()) + " where "
                    + MatchExplanation.quirks(pattern.quirks().text()) + " was expected");
        }
        return words;
    }

    private static List<Other> others(TcpMatch match, List<TcpSignature> fitting) {
        String won = match.winner().map(w -> w.signature().label().text()).orElse("");
        return fitting.stream()
                .map(row -> new Other(row.label().text(), 0, OptionalInt.of(row.line()), false))
                .filter(other -> !other.label().equals(won))
                .toList();
    }
}
