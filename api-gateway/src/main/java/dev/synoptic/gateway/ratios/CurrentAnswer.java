package dev.synoptic.gateway.ratios;

import dev.synoptic.verdict.ratio.CurrentTable;
import dev.synoptic.verdict.ratio.Decay;
import dev.synoptic.verdict.ratio.Missing;
import java.util.List;
import java.util.Optional;

/// How things stand now, and what must be known to read it.
///
/// @param table        rows in order
/// @param decay        how fast what is old counts less
/// @param asOfMicros   the end of the newest window that counted, from which ages go, microseconds since 1970, UTC;
///     empty where nothing was counted
/// @param rules        versions that its counts rest on; empty where nothing was counted
/// @param otherRules   versions of further counts that are not in it
/// @param closedMicros as in [RatioAnswer]
/// @param missing      what none of the windows that counted can know of, unweighted
public record CurrentAnswer(
        CurrentTable table,
        Decay decay,
        Optional<Long> asOfMicros,
        String rules,
        List<String> otherRules,
        long closedMicros,
        Missing missing) {

    public CurrentAnswer {
        otherRules = List.copyOf(otherRules);
    }

    /// Whether all enrolled sources have passed the newest window.
    public boolean isFinal() {
        return asOfMicros.map(end -> closedMicros >= end).orElse(false);
    }
}
