package dev.synoptic.standalone.signatures;

import dev.synoptic.signature.PfOsFile;
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
            if (!row.label().equals(label)) lines.add("\nlabel = " + row.label());
            label = row.label();
            lines.add("  sig = " + row.sig());
        }
        lines.add("");
        lines.add("; " + (rows.size() - lost) + " rows carried over, " + lost + " left out");
        return String.join("\n", lines).lines().toList();
    }
}
