package dev.synoptic.http;

import java.util.Optional;

/// One header line found in a buffer (`p0f-v3.md` HTTP-8 steps 3 to 9).
sealed interface HeaderLine {

    /// A whole line.
    record Whole(String name, Optional<String> value, int next) implements HeaderLine {}

    /// The line's end has not come yet.
    record Unfinished() implements HeaderLine {}

    /// No header line.
    record Malformed() implements HeaderLine {}

    /// A value above [#VALUE_MAX], which ends HTTP for the connection, but not yet the connection (O-13).
    record Overlong() implements HeaderLine {}

    /// Octets of a name.
    int NAME_MAX = 32;

    /// Octets of a value, a CR before the LF included.
    int VALUE_MAX = 1024;

    Unfinished UNFINISHED = new Unfinished();
    Malformed MALFORMED = new Malformed();
    Overlong OVERLONG = new Overlong();

    /// Reads the line at `start`, where at least one octet is.
    static HeaderLine read(HeadBuffer data, int start) {
        int colon = start;
        while (colon < data.length() && colon - start <= NAME_MAX && isName(data.at(colon))) colon++;
        if (colon == data.length()) return UNFINISHED;
        int nameLength = colon - start;
        if (nameLength == 0 || nameLength > NAME_MAX || data.at(colon) != ':') return MALFORMED;
        int from = colon + 1;
        if (from < data.length() && isBlank(data.at(from))) from++;
        int end = from;
        while (end < data.length() && end - from <= VALUE_MAX && data.at(end) != '\n') end++;
        if (end - from > VALUE_MAX) return OVERLONG;
        if (end == data.length()) return UNFINISHED;
        int valueEnd = end > from && data.at(end - 1) == '\r' ? end - 1 : end;
        return new Whole(data.text(start, colon), value(data, from, valueEnd), end + 1);
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
