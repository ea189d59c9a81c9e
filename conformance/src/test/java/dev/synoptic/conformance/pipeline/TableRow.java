package dev.synoptic.conformance.pipeline;

import dev.synoptic.verdict.ratio.RatioTable;
import java.util.List;

/// One row of a table of ratios: its first four columns.
record TableRow(String os, long accepted, long rejected, String ratio) {

    /// Rows of a table by tabs or commas, its head and its totals left out.
    static List<TableRow> parse(String text) {
        return text.lines()
                .skip(1)
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[\t,]"))
                .map(field -> new TableRow(field[0], Long.parseLong(field[1]), Long.parseLong(field[2]), field[3]))
                .toList();
    }

    static List<TableRow> of(RatioTable table) {
        return table.rows().stream()
                .map(row -> new TableRow(
                        row.name(),
                        row.counts().accepted(),
                        row.counts().rejected(),
                        row.counts().ratio()))
                .toList();
    }
}
