package dev.synoptic.verdict.ratio;

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
    TSV(table -> separated(table, "\t", RatioFormat::tsvField)),
    /// RFC 4180 but for its line ends, which are newlines; a line of names first.
    CSV(table -> separated(table, ",", RatioFormat::csvField)),
    /// One array of objects.
    JSON(RatioFormat::json);

    private static final List<String> HEAD = List.of("Operating System", "Accepted", "Rejected", "Ratio");

    private final Function<RatioTable, String> writer;

    RatioFormat(Function<RatioTable, String> writer) {
        this.writer = writer;
    }

    /// The whole table, ending in a newline.
    public String write(RatioTable table) {
        return writer.apply(table);
    }

    private static List<String> fields(RatioRow row) {
        var counts = row.counts();
        return List.of(
                printable(row.name()),
                Long.toString(counts.accepted()),
                Long.toString(counts.rejected()),
                counts.ratio());
    }

    private static Stream<List<String>> lines(RatioTable table) {
        return Stream.concat(Stream.of(HEAD), table.rows().stream().map(RatioFormat::fields));
    }

    private static String text(RatioTable table) {
        int[] widths = IntStream.range(0, HEAD.size())
                .map(i -> lines(table)
                        .mapToInt(line -> line.get(i).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines(table)
                .map(line -> ("%-" + widths[0] + "s  %" + widths[1] + "s  %" + widths[2] + "s  %" + widths[3] + "s\n")
                        .formatted(line.toArray()))
                .collect(Collectors.joining());
    }

    private static String markdown(RatioTable table) {
        String rows = table.rows().stream()
                .map(RatioFormat::fields)
                .map(line ->
                        line.stream().map(RatioFormat::markdownField).collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining());
        return "| " + String.join(" | ", HEAD) + " |\n|:---|---:|---:|---:|\n" + rows;
    }

    private static String separated(RatioTable table, String separator, Function<String, String> field) {
        return Stream.concat(
                        Stream.of(List.of("os", "accepted", "rejected", "ratio")),
                        table.rows().stream().map(RatioFormat::fields))
                .map(line -> line.stream().map(field).collect(Collectors.joining(separator, "", "\n")))
                .collect(Collectors.joining());
    }

    private static String json(RatioTable table) {
        return table.rows().stream()
                .map(row -> "  {\"os\": %s, \"accepted\": %d, \"rejected\": %d, \"ratio\": %s, \"other\": %d}"
                        .formatted(
                                jsonText(row.name()),
                                row.counts().accepted(),
                                row.counts().rejected(),
                                jsonText(row.counts().ratio()),
                                row.counts().other()))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
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
