package dev.synoptic.verdict.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one JSON object whose values matter only as texts: what a journal and some servers write a line at a
/// time.
///
/// Numbers and words stand for themselves, `null` for nothing; an array of octets is the text they are (V35),
/// of an array of texts the first counts; an object within is skipped. Nesting is bounded.
public final class FlatJson {

    private static final int DEPTH_MAX = 8;

    private final String text;
    private int at;

    private FlatJson(String text) {
        this.text = text;
    }

    /// Names and texts in the order written; empty where the line is no such object.
    public static Optional<Map<String, String>> read(String line) {
        var reader = new FlatJson(line);
        return reader.object();
    }

    private Optional<Map<String, String>> object() {
        Map<String, String> fields = new LinkedHashMap<>();
        skipBlanks();
        if (!eat('{')) return Optional.empty();
        skipBlanks();
        if (eat('}')) return Optional.of(fields);
        do {
            skipBlanks();
            String name = string();
            skipBlanks();
            if (name == null || !eat(':')) return Optional.empty();
            var value = value(0);
            if (value.bad()) return Optional.empty();
            if (value.text() != null) fields.putIfAbsent(name, value.text());
            skipBlanks();
        } while (eat(','));
        return eat('}') ? Optional.of(fields) : Optional.empty();
    }

    /// A value's text, if it has one.
    private record Value(@Nullable String text, boolean bad) {
        static final Value BAD = new Value(null, true);
        static final Value NOTHING = new Value(null, false);
    }

    private Value value(int depth) {
        skipBlanks();
        if (depth > DEPTH_MAX || at >= text.length()) return Value.BAD;
        return switch (text.charAt(at)) {
            case '"' -> {
                String string = string();
                yield string == null ? Value.BAD : new Value(string, false);
            }
            case '[' -> array(depth + 1);
            case '{' -> skippedObject(depth + 1);
            default -> word();
        };
    }

    private Value word() {
        int start = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) at++;
        String word = text.substring(start, at);
        if (word.isEmpty()) return Value.BAD;
        return word.equals("null") ? Value.NOTHING : new Value(word, false);
    }

    private Value array(int depth) {
        at++;
        var octets = new ByteArrayOutputStream();
        Value first = Value.NOTHING;
        boolean numbers = true;
        skipBlanks();
        if (eat(']')) return Value.NOTHING;
        do {
            skipBlanks();
            boolean number = at < text.length() && Character.isDigit(text.charAt(at));
            Value value = value(depth);
            if (value.bad()) return Value.BAD;
            if (first.text() == null) first = value;
            if (number && value.text() != null) octets.write(octet(value.text()));
            else numbers = false;
            skipBlanks();
        } while (eat(','));
        if (!eat(']')) return Value.BAD;
        return numbers ? new Value(octets.toString(StandardCharsets.UTF_8), false) : first;
    }

    private static int octet(String digits) {
        return digits.length() <= 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(digits)
                : '?';
    }

    private Value skippedObject(int depth) {
        at++;
        skipBlanks();
        if (eat('}')) return Value.NOTHING;
        do {
            skipBlanks();
            if (string() == null) return Value.BAD;
            skipBlanks();
            if (!eat(':') || value(depth).bad()) return Value.BAD;
            skipBlanks();
        } while (eat(','));
        return eat('}') ? Value.NOTHING : Value.BAD;
    }

    private @Nullable String string() {
        if (!eat('"')) return null;
        var made = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') return made.toString();
            if (c != '\\') made.append(c);
            else if (!escaped(made)) return null;
        }
        return null;
    }

    private boolean escaped(StringBuilder made) {
        if (at >= text.length()) return false;
        char c = text.charAt(at++);
        switch (c) {
            case 'n' -> made.append('\n');
            case 't' -> made.append('\t');
            case 'r' -> made.append('\r');
            case 'b' -> made.append('\b');
            case 'f' -> made.append('\f');
            case 'u' -> {
                if (at + 4 > text.length()) return false;
                String digits = text.substring(at, at + 4);
                if (!digits.chars().allMatch(d -> Character.digit(d, 16) >= 0)) return false;
                made.append((char) Integer.parseInt(digits, 16));
                at += 4;
            }
            default -> made.append(c);
        }
        return true;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
    }

    private boolean eat(char wanted) {
        if (at >= text.length() || text.charAt(at) != wanted) return false;
        at++;
        return true;
    }
}
