package dev.synoptic.standalone.demo;

import dev.synoptic.verdict.ratio.RatioFormat;
import java.util.Locale;

/// How tables are written.
public enum TableFormat {
    TABLE(RatioFormat.TEXT, false),
    CSV(RatioFormat.CSV, true),
    JSON(RatioFormat.JSON, true),
    MARKDOWN(RatioFormat.MARKDOWN, false);

    private final RatioFormat ratios;
    private final boolean forPrograms;

    TableFormat(RatioFormat ratios, boolean forPrograms) {
        this.ratios = ratios;
        this.forPrograms = forPrograms;
    }

    /// How a table of ratios is written so.
    public RatioFormat ratios() {
        return ratios;
    }

    /// Whether a program reads it: then one table, and nothing else, goes to standard output.
    boolean isForPrograms() {
        return forPrograms;
    }

    /// As options name it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
