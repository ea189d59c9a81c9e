package dev.synoptic.standalone.demo;

import dev.synoptic.verdict.ratio.RatioFormat;
import dev.synoptic.verdict.ratio.RatioTable;
import java.io.PrintWriter;
import java.util.List;

/// The two tables that mail administrators know.
///
/// @param byFamily one row per operating system
/// @param family   the operating system that counts most
/// @param byFlavor its rows by flavor
/// @param warnings what is wrong with clocks and time zones, a line each
record DemoTables(RatioTable byFamily, String family, RatioTable byFlavor, List<String> warnings) {

    /// Prints both; where a program reads, the first alone goes to standard output and the other to the narration.
    void print(TableFormat format, PrintWriter out, Narration told) {
        if (format.isForPrograms()) {
            out.print(format.ratios().write(byFamily));
            told.show("\n" + RatioFormat.TEXT.write(byFlavor));
        } else {
            out.print("\n" + format.ratios().write(byFamily));
            out.print("\n" + format.ratios().write(byFlavor));
        }
        out.flush();
        warnings.forEach(told::say);
    }
}
