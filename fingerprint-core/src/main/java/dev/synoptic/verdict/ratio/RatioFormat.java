package dev.synoptic.verdict.ratio;

import dev.synoptic.verdict.ratio.Grid.Column;
import dev.synoptic.verdict.ratio.Grid.Kind;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Ways to write a table of ratios (T4). Outside text cannot break out of its field in any of them.
public enum RatioFormat {
    /// Columns in line, for a terminal.
    TEXT(RatioFormat::text),
    /// A table of Markdown.
    MARKDOWN(RatioFormat::markdown),
    /// Fields between tabs, a line of names first.
    TSV(grid -> separated(grid, "\t", RatioFormat::tsvField)),
    /// RFC 4180 but for its line ends, which are newlines; a line of names first.
    CSV(grid -> separated(grid, ",", RatioFormat::csvField)),
    /// One array of objects.
    JSON(RatioFormat::json);

    private static final List<Column> COLUMNS = List.of(
            new Column("os", "Operating System", Kind.WORDS),
            new Column("accepted", "Accepted", Kind.NUMBER),
            new Column("rejected", "Rejected", Kind.NUMBER),
            new Column("ratio", "Ratio", Kind.FIGURE),
            new Column("other", "Not Counted", Kind.JSON_NUMBER));

    private final Function<Grid, String> writer;

    RatioFormat(Function<Grid, String> writer) {
        this.writer = writer;
    }

    /// The whole table, ending in a newline.
    public String write(RatioTable table) {
        return write(usual(table));
    }

    /// A table with its usual columns.
    public static Grid usual(RatioTable table) {
        return new Grid(COLUMNS, table.rows().stream().map(RatioFormat::fields).toList());
    }

    /// The same of any columns.
    public String write(Grid grid) {
        return writer.apply(grid);
    }

    private static List<String> fields(RatioRow row) {
        var counts = row.counts();
        return List.of(
                row.name(),
                Long.toString(counts.accepted()),
                Long.toString(counts.rejected()),
                counts.ratio(),
                Long.toString(counts.other()));
    }

    private static Stream<List<String>> lines(Grid grid, Function<Column, String> head) {
        return Stream.concat(
                Stream.of(grid.columns().stream().map(head).toList()),
                grid.rows().stream()
                        .map(row -> row.stream().map(RatioFormat::printable).toList()));
    }

    private static String text(Grid all) {
        Grid grid = all.shown();
        String format = IntStream.range(0, grid.columns().size())
                .mapToObj(i -> "%" + (grid.columns().get(i).kind() == Kind.WORDS ? "-" : "") + width(grid, i) + "s")
                .collect(Collectors.joining("  "));
        return lines(grid, Column::title)
                .map(line -> format.formatted(line.toArray()).stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    private static int width(Grid grid, int column) {
        return lines(grid, Column::title)
                .mapToInt(line -> line.get(column).length())
                .max()
                .orElse(1);
    }

    private static String markdown(Grid all) {
        Grid grid = all.shown();
        List<String> lines = lines(grid, Column::title)
                .map(line ->
                        line.stream().map(RatioFormat::markdownField).collect(Collectors.joining(" | ", "| ", " |\n")))
                .toList();
        String rule = grid.columns().stream()
                .map(column -> column.kind() == Kind.WORDS ? ":---" : "---:")
                .collect(Collectors.joining("|", "|", "|\n"));
        return lines.getFirst() + rule + String.join("", lines.subList(1, lines.size()));
    }

    private static String separated(Grid grid, String separator, Function<String, String> field) {
        return lines(grid.shown(), Column::key)
                .map(line -> line.stream().map(field).collect(Collectors.joining(separator, "", "\n")))
                .collect(Collectors.joining());
    }

    private static String json(Grid grid) {
        return grid.rows().stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(i -> "\"" + grid.columns().get(i).key() + "\": "
                                + value(grid.columns().get(i), row.get(i)))
                        .collect(Collectors.joining(", ", "  {", "}")))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String value(Column column, String text) {
        return switch (column.kind()) {
            case WORDS, FIGURE -> jsonText(text);
            case NUMBER, JSON_NUMBER -> text.isEmpty() ? "null" : text;
        };
    }

    private static String tsvField(String text) {
        return text.replace('\t', ' ');
    }

    private static String csvField(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String markdownField(String text) {
        return text.replace("\\", "\\\\").replace("|", "\\|");
    }

    private static String jsonText(String text) {
        return text.chars()
                .mapToObj(c -> c == '"' || c == '\\'
                        ? "\\" + (char) c
                        : c < ' ' ? "\\u%04x".formatted(c) : Character.toString((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }

    /// Names come from signature files: no control character reaches a terminal.
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// The format of this name, whatever its case: `table` and `text` are one.
    public static RatioFormat named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return "TABLE".equals(upper) ? TEXT : valueOf(upper);
    }
}
