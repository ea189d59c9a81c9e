package dev.synoptic.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Splits a signature file into lines, hands each to [DatabaseBuilder], and collects the mistakes (`p0f-v3.md` 4.1).
final class SignatureFileReader {

    /// Mistakes told of one file; a file of another kind would have one on every line.
    private static final int PROBLEMS_MAX = 50;

    private final String fileName;
    private final DatabaseBuilder builder = new DatabaseBuilder();
    private final List<Problem> problems = new ArrayList<>();

    private SignatureFileReader(String fileName) {
        this.fileName = fileName;
    }

    static SignatureDatabase read(String fileName, byte[] octets) throws SignatureFileException {
        var reader = new SignatureFileReader(fileName);
        reader.readLines(new String(octets, StandardCharsets.ISO_8859_1));
        if (!reader.problems.isEmpty()) throw new SignatureFileException(reader.problems);
        return reader.builder.build(octets);
    }

    /// FP-1: LF ends a line, and the last one may lack it. A NUL ends the file, as p0f reads it; the fleet, which would
    /// lose signatures in silence, refuses such a file.
    private void readLines(String whole) {
        int nul = whole.indexOf('\0');
        String text = nul < 0 ? whole : whole.substring(0, nul);
        int line = 1;
        for (int start = 0; start < text.length() && problems.size() < PROBLEMS_MAX; line++) {
            int end = text.indexOf('\n', start);
            if (end < 0) end = text.length();
            readLine(line, text.substring(start, end));
            start = end + 1;
        }
        if (nul >= 0) {
            builder.annotationProblem(
                    new Problem(fileName, line, "text", "NUL", "none: p0f reads no further than there"));
        }
    }

    private void readLine(int line, String text) {
        var in = new Cursor(text);
        in.skipBlanks();
        if (in.take(";@")) annotation(line, in.rest());
        if (in.atEnd() || in.isAt(';')) return;
        boolean section = in.isAt('[');
        String key = section ? "section" : in.takeWhile(SignatureFileReader::isKeyCharacter);
        try {
            if (section) builder.section(Section.of(in.rest()));
            else builder.setting(line, key, value(key, in));
        } catch (Mistake mistake) {
            builder.mistakeIn(key);
            problems.add(mistake.in(fileName, line, key.isEmpty() ? "key" : key));
        }
    }

    /// A comment to p0f; what is wrong with it concerns the fleet alone.
    private void annotation(int line, String body) {
        try {
            builder.annotation(line, body);
        } catch (Mistake mistake) {
            builder.annotationProblem(mistake.in(fileName, line, ";@"));
        }
    }

    /// FP-3.
    private static String value(String key, Cursor in) throws Mistake {
        if (key.isEmpty()) throw in.mistake("", "a section, or key = value");
        in.skipBlanks();
        in.expect('=', "");
        in.skipBlanks();
        return in.rest();
    }

    private static boolean isKeyCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}
