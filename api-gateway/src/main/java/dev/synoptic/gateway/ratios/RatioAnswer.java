package dev.synoptic.gateway.ratios;

import dev.synoptic.verdict.ratio.RatioTable;
import java.util.List;

/// A table, and what must be known to read it.
///
/// @param table       rows in order
/// @param rules       versions that its counts rest on; empty where nothing was counted
/// @param otherRules  versions of further counts that are not in it
/// @param closedMicros everything before is complete, microseconds since 1970, UTC; [Long#MAX_VALUE] at the end of all
///     sources, [Long#MIN_VALUE] while some source was never heard of
public record RatioAnswer(RatioTable table, String rules, List<String> otherRules, long closedMicros) {

    /// Whether all of it is complete: more may still come otherwise.
    public boolean isClosed() {
        return closedMicros == Long.MAX_VALUE;
    }
}
