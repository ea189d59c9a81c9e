package dev.synoptic.gateway.http.operation;

import dev.synoptic.gateway.http.schema.Meaning;
import java.util.List;
import java.util.Optional;

/// Why there is no answer (RFC 9457).
///
/// @param type     always `about:blank`: the status says what kind it is
/// @param title    of the status
/// @param status   of the answer
/// @param detail   what is wrong
/// @param mistakes each on its own
@Meaning("Why there is no answer (RFC 9457, application/problem+json).")
public record Problem(
        @Meaning("Always about:blank: the status says what kind it is.")
        String type,

        @Meaning("The status in words.") String title,
        @Meaning("The status of the answer.") int status,

        @Meaning("What is wrong, and what was expected.") String detail,

        @Meaning("Each mistake of the request on its own.") Optional<List<Mistake>> mistakes) {

    /// How it is labelled.
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int QUOTED_MAX = 80;

    /// One mistake.
    @Meaning("One mistake in a request.")
    public record Mistake(
            @Meaning(value = "The parameter, or the place in the body.", example = "[2].client")
            String where,

            @Meaning(value = "What stood there, shortened.", example = "\"mail.example\"")
            String found,

            @Meaning(value = "What was expected.", example = "an IPv4 or IPv6 address")
            String expected) {}

    static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 421 -> "Misdirected Request";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }

    /// Outside text as a message may hold it: short, and without control characters.
    public static String quoted(String text) {
        String shown = text.length() <= QUOTED_MAX ? text : text.substring(0, QUOTED_MAX) + "…";
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
