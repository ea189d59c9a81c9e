package dev.synoptic.standalone.signatures;

import dev.synoptic.signature.PfOsFile;
import dev.synoptic.verdict.ratio.OsAliases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Converted fingerprints as a signature file, each with the place it comes from.
record PfOsRows(Path file, List<PfOsFile.Row> rows) {

    List<String> lines() {
        var lines = new ArrayList<String>(List.of(
                "; converted from " + file
                        + "; the IP identification, of which it says nothing, is assumed not zero with DF",
                "classes = win,unix,other",
                "",
                "[tcp:request]"));
        String label = "";
        int lost = 0;
        for (var row : rows) {
            if (row.sig().isEmpty()) {
                lines.add("; line " + row.line() + " left out: " + row.lost());
                lost++;
                continue;
            }
            String counted = counted(row.label());
            if (!counted.equals(label)) lines.add("\nlabel = " + counted);
            label = counted;
            lines.add("  sig = " + row.sig());
        }
        lines.add("");
        lines.add("; " + (rows.size() - lost) + " rows carried over, " + lost + " left out");
        return String.join("\n", lines).lines().toList();
    }

    /// A system has one name in the tables, whichever engine named it (`mail.md` T5).
    private static String counted(String label) {
        String[] fields = label.split(":", 4);
        fields[2] = OsAliases.STANDARD.pf().getOrDefault(fields[2], fields[2]);
        return String.join(":", fields);
    }
}
