package dev.synoptic.verdict.score;

import dev.synoptic.verdict.ratio.Grid;
import dev.synoptic.verdict.ratio.Grid.Column;
import dev.synoptic.verdict.ratio.Grid.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Systems in each part of the mail and in all of it, and the orders that adding the parts up turns round.
///
/// @param by        what divides the mail: `stage` or `site`
/// @param parts     their names
/// @param rows      most networks first, at most [#ROWS_MAX]
/// @param reversals pairs of rows whose order the sum reverses (Simpson's paradox)
public record StrataTable(String by, List<String> parts, List<Row> rows, List<Reversal> reversals) {

    /// Systems beyond the most frequent ones say little and cost pairs.
    public static final int ROWS_MAX = 30;

    /// One system.
    ///
    /// @param name   of it
    /// @param pooled all of its mail
    /// @param parts  that in each part, by the part's name; only where there is any
    /// @param enough parts in which its networks are enough to compare
    public record Row(String name, Sample pooled, Map<String, Sample> parts, List<String> enough) {

        public Row {
            parts = Map.copyOf(parts);
            enough = List.copyOf(enough);
        }

        double shareIn(String part) {
            return Optional.ofNullable(parts.get(part)).map(Sample::share).orElse(0.0);
        }
    }

    /// Two systems whose order in the sum is the opposite of that in every part that has enough of both.
    ///
    /// @param higher   refused more often in the sum
    /// @param lower    refused less often in the sum, and more often in every part
    /// @param in       these parts
    /// @param by       what divides the mail
    public record Reversal(String higher, String lower, List<String> in, String by) {

        /// For people.
        @Override
        public String toString() {
            return "adding up reverses an order: " + higher + " is refused more often than " + lower
                    + " in all together, but less often at " + by + " " + String.join(", ", in)
                    + ": read the parts, not the sum";
        }
    }

    static StrataTable of(
            String by, Map<String, Sample> pooled, Map<String, Map<String, Sample>> parts, double networksMin) {
        List<String> names = List.copyOf(parts.keySet());
        List<Row> rows = pooled.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Sample>>comparingDouble(
                                entry -> -entry.getValue().networks())
                        .thenComparing(Map.Entry::getKey))
                .limit(ROWS_MAX)
                .map(entry -> row(entry.getKey(), entry.getValue(), parts, networksMin))
                .toList();
        return new StrataTable(by, names, rows, reversals(by, rows, networksMin));
    }

    private static Row row(String name, Sample pooled, Map<String, Map<String, Sample>> parts, double networksMin) {
        Map<String, Sample> own = new HashMap<>();
        List<String> enough = new ArrayList<>();
        parts.forEach((part, systems) -> Optional.ofNullable(systems.get(name)).ifPresent(sample -> {
            own.put(part, sample);
            if (sample.effective() >= networksMin) enough.add(part);
        }));
        return new Row(name, pooled, own, enough);
    }

    private static List<Reversal> reversals(String by, List<Row> rows, double networksMin) {
        List<Reversal> found = new ArrayList<>();
        List<Row> comparable = rows.stream()
                .filter(row -> row.pooled().effective() >= networksMin)
                .toList();
        for (Row high : comparable) {
            for (Row low : comparable) {
                if (high.pooled().share() <= low.pooled().share()) continue;
                List<String> both =
                        high.enough().stream().filter(low.enough()::contains).toList();
                boolean turned =
                        !both.isEmpty() && both.stream().allMatch(part -> high.shareIn(part) < low.shareIn(part));
                if (turned) found.add(new Reversal(high.name(), low.name(), both, by));
            }
        }
        return found;
    }

    /// As a table; in brackets where networks are too few to compare.
    public Grid grid() {
        var columns = new ArrayList<Column>();
        columns.add(new Column("os", "Operating System", Kind.WORDS));
        columns.add(new Column("all", "All", Kind.FIGURE));
        parts.forEach(part -> columns.add(new Column(part, part, Kind.FIGURE)));
        return new Grid(columns, rows.stream().map(this::fields).toList());
    }

    private List<String> fields(Row row) {
        var fields = new ArrayList<>(List.of(row.name(), percent(row.pooled())));
        for (String part : parts) {
            String share = Optional.ofNullable(row.parts().get(part))
                    .map(StrataTable::percent)
                    .orElse("");
            fields.add(share.isEmpty() || row.enough().contains(part) ? share : "(" + share + ")");
        }
        return fields;
    }

    private static String percent(Sample sample) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * sample.share());
    }
}
