package dev.synoptic.http;

import java.util.Optional;

/// One header line found in a buffer (`p0f-v3.md` HTTP-8 steps 3 to 9). Reused from line to line; one thread.
final class HeaderLine {

    /// What stands at a place.
    enum Kind {
        /// A whole line.
        WHOLE,
        /// The line's end has not come yet.
        UNFINISHED,
        /// No header line.
        MALFORMED,
        /// A value above [#VALUE_MAX], which ends HTTP for the connection, but not yet the connection (O-13).
        OVERLONG
    }

    /// Octets of a name.
    static final int NAME_MAX = 32;

    /// Octets of a value, a CR before the LF included.
    static final int VALUE_MAX = 1024;

    private String name = "";
    private Optional<String> value = Optional.empty();
    private int next;

    /// Reads the line at `start`, where at least one octet is. Only a whole one changes what the other methods say.
    Kind read(HeadBuffer data, int start) {
        int colon = start;
        while (colon < data.length() && colon - start <= NAME_MAX && isName(data.at(colon))) colon++;
        if (colon == data.length()) return Kind.UNFINISHED;
        int nameLength = colon - start;
        if (nameLength == 0 || nameLength > NAME_MAX || data.at(colon) != ':') return Kind.MALFORMED;
        int from = colon + 1;
        if (from < data.length() && isBlank(data.at(from))) from++;
        int end = data.lineEnd(from, VALUE_MAX + 1);
        if (end - from > VALUE_MAX) return Kind.OVERLONG;
        if (end == data.length()) return Kind.UNFINISHED;
        int valueEnd = end > from && data.at(end - 1) == '\r' ? end - 1 : end;
        name = data.name(start, colon);
        value = value(data, from, valueEnd);
        next = end + 1;
        return Kind.WHOLE;
    }

    /// As sent.
    String name() {
        return name;
    }

    /// Empty where the line ends after the colon.
    Optional<String> value() {
        return value;
    }

    /// Where the line after it begins.
    int next() {
        return next;
    }

    private static Optional<String> value(HeadBuffer data, int from, int to) {
        if (from == to) return Optional.empty();
        var value = data.text(from, to);
        int nul = value.indexOf('\0');
        return Optional.of(nul < 0 ? value : value.substring(0, nul));
    }

    private static boolean isName(int octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '-'
                || octet == '_';
    }

    private static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\t';
    }
}
