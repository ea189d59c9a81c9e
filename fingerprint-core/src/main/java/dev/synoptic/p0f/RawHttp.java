package dev.synoptic.p0f;

import dev.synoptic.http.HeaderLists;
import dev.synoptic.http.HttpHeader;
import dev.synoptic.http.HttpMessage;
import dev.synoptic.signature.SignatureDatabase;
import java.util.HashSet;
import java.util.Set;

/// An HTTP message in the shape of a signature (`p0f-v3.md` 10.7, `raw_sig`).
final class RawHttp {

    private static final int SHOWN_MAX = 200;

    /// FP-16.
    private final Set<String> knownNames = new HashSet<>(HeaderLists.builtIn());

    RawHttp(SignatureDatabase database) {
        knownNames.addAll(database.headerNames());
    }

    void put(TextBuffer text, HttpMessage message) {
        var lists = HeaderLists.of(message.direction());
        text.putDecimal(message.version()).put(':');
        boolean first = true;
        for (var header : message.headers()) {
            if (!first) text.put(',');
            first = false;
            putHeader(text, header, lists);
        }
        text.put(':');
        putAbsent(text, message, lists);
        text.put(':');
        if (message.software().isPresent()) {
            var software = message.software().get();
            text.put(software.substring(0, shownLength(software, false)));
        }
    }

    private void putHeader(TextBuffer text, HttpHeader header, HeaderLists lists) {
        boolean known = knownNames.contains(header.name());
        if (known && lists.optional().contains(header.name())) {
            text.put('?').put(header.name());
            return;
        }
        text.put(header.name());
        if (header.value().isEmpty() || lists.skipped().contains(header.name())) return;
        var value = header.value().get();
        int length = shownLength(value, known);
        if (length > 0) text.put("=[").put(value.substring(0, length)).put(']');
    }

    private static void putAbsent(TextBuffer text, HttpMessage message, HeaderLists lists) {
        boolean first = true;
        for (var name : lists.common()) {
            if (message.has(name)) continue;
            if (!first) text.put(',');
            first = false;
            text.put(name);
        }
    }

    /// How much of a value is shown; a bar ends that of a known header only (O-15).
    private static int shownLength(String value, boolean barEnds) {
        int most = Math.min(value.length(), SHOWN_MAX);
        int length = 0;
        while (length < most && isShown(value.charAt(length), barEnds)) length++;
        return length;
    }

    private static boolean isShown(char c, boolean barEnds) {
        return c >= 0x20 && c <= 0x7F && c != ']' && !(barEnds && c == '|');
    }
}
