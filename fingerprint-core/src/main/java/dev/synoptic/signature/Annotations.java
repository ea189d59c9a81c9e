package dev.synoptic.signature;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that the `;@` lines of a signature file say; comments to p0f and to the strict fidelity (`docs/signatures.md`).
///
/// @param version       the file's own version, from its head
/// @param rows          by the line of a `sig`
/// @param labels        by the number of a label (`p0f-v3.md` FP-9)
/// @param requestRules  `;@ sig` lines of `[tcp:request]`
/// @param responseRules `;@ sig` lines of `[tcp:response]`
/// @param parts         where files that were laid together begin, in order; empty for a file by itself
/// @param problems      lines that could not be read; the fleet refuses a file that has some
public record Annotations(
        Optional<String> version,
        Map<Integer, RowNote> rows,
        Map<Integer, LabelNote> labels,
        List<TcpRule> requestRules,
        List<TcpRule> responseRules,
        List<FilePart> parts,
        List<Problem> problems) {

    public Annotations {
        rows = Map.copyOf(rows);
        labels = Map.copyOf(labels);
        requestRules = List.copyOf(requestRules);
        responseRules = List.copyOf(responseRules);
        parts = List.copyOf(parts);
        problems = List.copyOf(problems);
    }

    /// What is said of the row on `line`.
    public RowNote row(int line) {
        return rows.getOrDefault(line, RowNote.NONE);
    }

    /// What is said of the label.
    public LabelNote label(LabelRow row) {
        return labels.getOrDefault(row.number(), LabelNote.NONE);
    }

    /// Where `line` was written, if this is several files laid together.
    public Optional<Place> place(int line) {
        return parts.stream()
                .filter(part -> part.line() < line)
                .reduce((_, later) -> later)
                .map(part -> new Place(part.file(), line - part.line()));
    }
}
