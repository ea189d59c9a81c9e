package dev.synoptic.verdict.ratio;

import java.util.Comparator;

/// One line of a table of ratios.
///
/// @param name   what the line is about, such as a family of operating systems
/// @param counts of it
public record RatioRow(String name, RatioCounts counts) {

    /// Most counted first, then most accepted, then by name (T3).
    public static final Comparator<RatioRow> ORDER = Comparator.<RatioRow>comparingLong(
                    row -> row.counts().counted())
            .reversed()
            .thenComparing(
                    Comparator.<RatioRow>comparingLong(row -> row.counts().accepted())
                            .reversed())
            .thenComparing(RatioRow::name);
}
