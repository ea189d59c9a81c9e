package dev.synoptic.verdict.ratio;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// How things stand now: every hour counts, the newest most ([Decay]).
///
/// @param rows most counted first, then by name
public record CurrentTable(List<Row> rows) {

    private static final Comparator<Row> ORDER =
            Comparator.<Row>comparingDouble(row -> -row.counts().counted()).thenComparing(Row::name);

    /// One line.
    ///
    /// @param name   what it is about
    /// @param counts by weight
    public record Row(String name, DecayedCounts counts) {}

    public CurrentTable {
        rows = rows.stream().sorted(ORDER).toList();
    }

    /// One row for each entry.
    public static CurrentTable of(Map<String, DecayedCounts> counts) {
        return new CurrentTable(counts.entrySet().stream()
                .map(entry -> new Row(entry.getKey(), entry.getValue()))
                .toList());
    }

    /// The sum over all rows.
    public DecayedCounts total() {
        return rows.stream().map(Row::counts).reduce(DecayedCounts.ZERO, DecayedCounts::plus);
    }
}
