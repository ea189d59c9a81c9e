package dev.synoptic.verdict.ratio;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// A table ready to be written: what its columns are, and each row's text in them.
///
/// @param columns of every row
/// @param rows    in order; a text for each column, empty where there is nothing to tell
public record Grid(List<Column> columns, List<List<String>> rows) {

    public Grid {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) throw new IllegalArgumentException("row " + row + " of " + columns);
        }
    }

    /// One column.
    ///
    /// @param key   as programs read it
    /// @param title as people read it
    /// @param kind  what stands in it
    public record Column(String key, String title, Kind kind) {}

    /// What stands in a column.
    public enum Kind {
        /// Words, set from the left.
        WORDS,
        /// A number as people write it, such as `27.45%`: set from the right, to programs a text.
        FIGURE,
        /// A number, set from the right.
        NUMBER,
        /// A number that only JSON has room for.
        JSON_NUMBER
    }

    /// Of the rows only those whose first text is one of these, in the order of these.
    public Grid inOrderOf(List<String> first) {
        Map<String, List<String>> byFirst = new HashMap<>();
        for (List<String> row : rows) byFirst.put(row.getFirst(), row);
        return new Grid(
                columns,
                first.stream().map(byFirst::get).filter(Objects::nonNull).toList());
    }

    /// Where a column of [Kind#JSON_NUMBER] is not shown.
    Grid shown() {
        List<Integer> kept = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).kind() != Kind.JSON_NUMBER)
                .boxed()
                .toList();
        return new Grid(
                kept.stream().map(columns::get).toList(),
                rows.stream().map(row -> kept.stream().map(row::get).toList()).toList());
    }
}
