package dev.synoptic.signature;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.OptionalInt;

/// The value of an HTTP `sig` line: what a message of known software looks like (`p0f-v3.md` 4.9).
///
/// @param version          the 0 or 1 of HTTP/1.x, empty for `*`
/// @param headers          in this order, others may stand between
/// @param absent           names that must not occur
/// @param expectedSoftware text that an honest `User-Agent` or `Server` contains; may be empty
public record HttpPattern(
        OptionalInt version, List<HeaderPattern> headers, List<String> absent, String expectedSoftware) {

    public HttpPattern {
        headers = List.copyOf(headers);
        absent = List.copyOf(absent);
    }

    /// As the file writes it; reading it again gives the same pattern.
    public String text() {
        return (version.isPresent() ? Integer.toString(version.getAsInt()) : "*")
                + ":" + headers.stream().map(HeaderPattern::token).collect(joining(","))
                + ":" + String.join(",", absent)
                + ":" + expectedSoftware;
    }

    /// Whether a message with these headers fits, its version aside (HTTP-16, HTTP-17).
    public boolean fits(HttpHeaders message) {
        int cursor = 0;
        for (int i = 0; i < headers.size(); i++) {
            var wanted = headers.get(i);
            int found = message.indexOf(wanted.name(), cursor);
            if (found < 0) {
                if (!wanted.optional() || message.indexOf(wanted.name(), 0) >= 0) return false;
            } else {
                if (!hasText(message, found, wanted)) return false;
                cursor = found + 1;
            }
        }
        return lacksAbsent(message);
    }

    private boolean lacksAbsent(HttpHeaders message) {
        for (int i = 0; i < absent.size(); i++) {
            if (message.indexOf(absent.get(i), 0) >= 0) return false;
        }
        return true;
    }

    private static boolean hasText(HttpHeaders message, int index, HeaderPattern wanted) {
        if (wanted.text().isEmpty()) return true;
        var value = message.value(index);
        return value.isPresent() && value.get().contains(wanted.text().get());
    }
}
