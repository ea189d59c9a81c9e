package dev.synoptic.gateway.ratios;

import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.verdict.ratio.Missing;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioDetail;
import dev.synoptic.verdict.ratio.RatioRow;
import dev.synoptic.verdict.ratio.RatioTable;
import dev.synoptic.verdict.ratio.SenderCounts;
import dev.synoptic.verdict.statistics.ChiSquare;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table, and what must be known to read it.
///
/// @param table       rows in order
/// @param senders     what the senders of its rows are worth, by the rows' names; empty where they are not counted
/// @param rules       versions that its counts rest on; empty where nothing was counted
/// @param otherRules  versions of further counts that are not in it
/// @param period      what it sums; empty for all time
/// @param closedMicros everything before is complete, microseconds since 1970, UTC; [Long#MAX_VALUE] at the end of all
///     sources, [Long#MIN_VALUE] while some source was never heard of
/// @param clocks      how clocks of captures and mail hosts compare, as far as that was measured
/// @param missing     what the table cannot know of, as agents told it
public record RatioAnswer(
        RatioTable table,
        Map<String, SenderCounts> senders,
        String rules,
        List<String> otherRules,
        Optional<Period> period,
        long closedMicros,
        List<ClockNote> clocks,
        Missing missing) {

    public RatioAnswer {
        senders = Map.copyOf(senders);
        otherRules = List.copyOf(otherRules);
        clocks = List.copyOf(clocks);
    }

    /// A table of all time, senders not counted.
    public RatioAnswer(RatioTable table, String rules, List<String> otherRules, long closedMicros) {
        this(table, Map.of(), rules, otherRules, Optional.empty(), closedMicros, List.of(), Missing.NOTHING);
    }

    /// Whether everything is complete: more may still come otherwise.
    public boolean isClosed() {
        return closedMicros == Long.MAX_VALUE;
    }

    /// Whether all enrolled sources have passed the period, so that it will not change any more; of all time, whether
    /// every source has ended.
    public boolean isFinal() {
        return period.map(asked -> closedMicros >= asked.toMicros()).orElse(isClosed());
    }

    /// The rows with interval, lift, share, senders and marks (`mail.md` S1 to S4).
    public List<RatioDetail> details() {
        return RatioDetail.of(table, senders);
    }

    /// Counts of the row of this name; nothing where there is none.
    public RatioCounts countsOf(String name) {
        return table.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .map(RatioRow::counts)
                .orElse(RatioCounts.ZERO);
    }

    /// Whether the outcome depends on the row at all (`mail.md` S5).
    public Optional<ChiSquare> dependence() {
        return ChiSquare.ofPooled(table.rows().stream()
                .map(RatioRow::counts)
                .map(counts -> new ChiSquare.Cells(counts.accepted(), counts.rejected()))
                .toList());
    }

    /// How the verdicts of the table came to their systems: of the sum of all rows, `exact`, `byAddress`, `ambiguous`,
    /// `cached`, `noSyn`, `noMatch` and `tool` say how many of how sure.
    public RatioCounts coverage() {
        return table.total();
    }
}
