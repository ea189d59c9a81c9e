package dev.synoptic.verdict.ratio;

import dev.synoptic.verdict.join.JoinedVerdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Rows of ratios in their order (T3).
///
/// @param rows in order
public record RatioTable(List<RatioRow> rows) {

    public RatioTable {
        rows = rows.stream().sorted(RatioRow.ORDER).toList();
    }

    /// One row for each entry.
    public static RatioTable of(Map<String, RatioCounts> counts) {
        return new RatioTable(counts.entrySet().stream()
                .map(e -> new RatioRow(e.getKey(), e.getValue()))
                .toList());
    }

    /// Counts verdicts by family (T5).
    public static RatioTable byFamily(Collection<JoinedVerdict> joined, OsNames names) {
        return by(joined, j -> names.of(j.label()).family());
    }

    /// Counts the verdicts of one family by flavor (T5).
    public static RatioTable byFlavor(Collection<JoinedVerdict> joined, OsNames names, String family) {
        return by(
                joined.stream()
                        .filter(j -> names.of(j.label()).family().equals(family))
                        .toList(),
                j -> names.of(j.label()).text());
    }

    /// Counts verdicts by whatever is asked of them.
    public static RatioTable by(Collection<JoinedVerdict> joined, Function<JoinedVerdict, String> group) {
        Map<String, RatioCounts> counts = new HashMap<>();
        for (JoinedVerdict each : joined) {
            counts.merge(group.apply(each), RatioCounts.of(each), RatioCounts::plus);
        }
        return of(counts);
    }

    /// The sum over all rows.
    public RatioCounts total() {
        return rows.stream().map(RatioRow::counts).reduce(RatioCounts.ZERO, RatioCounts::plus);
    }
}
