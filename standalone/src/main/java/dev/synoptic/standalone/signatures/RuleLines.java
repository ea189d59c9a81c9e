package dev.synoptic.standalone.signatures;

import dev.synoptic.match.LabelMoves;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A file of rules or scores of any program: lines that mention a label that moves, and expressions between
/// strokes that hold for the old label and not for the new one, or the other way round.
final class RuleLines implements Dependants {

    private static final Pattern BETWEEN_STROKES = Pattern.compile("/((?:[^/\\\\]|\\\\.)+)/");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?=[^A-Za-z0-9])");

    /// Filters read `X-OS-Fingerprint: LABEL (ADDRESS)`.
    private static final String ADDRESS = " (192.0.2.1)";

    private final Path file;
    private final List<Line> lines;

    private record Line(int number, String text, List<Pattern> expressions) {}

    private RuleLines(Path file, List<Line> lines) {
        this.file = file;
        this.lines = lines;
    }

    static RuleLines of(Path file) throws IOException {
        var lines = new ArrayList<Line>();
        String text = new String(SignatureFiles.octets(file), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
            lines.add(new Line(lines.size() + 1, ESCAPE.matcher(line).replaceAll(""), expressions(line)));
        }
        return new RuleLines(file, lines);
    }

    private static List<Pattern> expressions(String line) {
        return BETWEEN_STROKES
                .matcher(line)
                .results()
                .flatMap(found -> compiled(found.group(1)).stream())
                .toList();
    }

    /// What lies between strokes may be a path as well.
    private static Optional<Pattern> compiled(String text) {
        try {
            return Optional.of(Pattern.compile(text, Pattern.CASE_INSENSITIVE));
        } catch (PatternSyntaxException none) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> touchedBy(LabelMoves move) {
        var touched = new ArrayList<String>();
        for (Line line : lines) {
            String place = file + ":" + line.number() + ": ";
            if (mentions(line.text(), move)) touched.add(place + "speaks of " + move.from() + ", which moves");
            else holding(line, move).ifPresent(words -> touched.add(place + words));
        }
        return touched;
    }

    /// Name and flavor as one text, or as two fields of JSON.
    private static boolean mentions(String text, LabelMoves move) {
        return move.old()
                .filter(label -> text.contains(label.text())
                        || (text.contains("\"os\": \"" + label.name() + "\"")
                                && text.contains("\"flavor\": \"" + label.flavor() + "\"")))
                .isPresent();
    }

    private static Optional<String> holding(Line line, LabelMoves move) {
        boolean held = holds(line, move.from());
        boolean holds = holds(line, move.to());
        if (held == holds) return Optional.empty();
        return Optional.of(
                held
                        ? "held for " + move.from() + ", and does not for " + move.to()
                        : "did not hold for " + move.from() + ", and does for " + move.to());
    }

    private static boolean holds(Line line, String label) {
        return line.expressions().stream()
                .anyMatch(each -> each.matcher(label + ADDRESS).find());
    }
}
