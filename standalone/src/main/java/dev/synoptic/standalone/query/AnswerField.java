package dev.synoptic.standalone.query;

import dev.synoptic.p0f.P0fAnswer;
import dev.synoptic.packet.IpAddress;
import java.time.Instant;
import java.util.List;

/// One field of an answer: for people with its unit, for programs as a bare value.
///
/// @param title for people
/// @param key   for programs; units are in the key
/// @param shown the value in words
/// @param value a [String], or a [Long]; an unknown number is -1, an unknown time 0
record AnswerField(String title, String key, String shown, Object value) {

    private static final String UNKNOWN = "unknown", NEVER = "never";
    private static final int DISTANCE_MAX = 254;
    private static final int MINUTES_PER_HOUR = 60, MINUTES_PER_DAY = 1440;

    /// All fields of the answer about a host.
    static List<AnswerField> of(IpAddress address, P0fAnswer answer) {
        return List.of(
                text("address", "address", address.toString()),
                time("first seen", "first_seen_seconds", answer.firstSeenSeconds()),
                time("last seen", "last_seen_seconds", answer.lastSeenSeconds()),
                count("connections", "connections", answer.connections()),
                text("system", "os_name", answer.osName()),
                text("flavor", "os_flavor", answer.osFlavor()),
                new AnswerField("match", "os_match", quality(answer), quality(answer)),
                distance(answer.distance()),
                text("link", "link_type", answer.linkType()),
                uptime(answer),
                count("uptime modulo", "uptime_modulo_days", answer.uptimeModuloDays(), " days"),
                text("http software", "http_name", answer.httpName()),
                text("http flavor", "http_flavor", answer.httpFlavor()),
                text("language", "language", answer.language()),
                new AnswerField("software", "software_honesty", honesty(answer), honesty(answer)),
                time("last sharing", "last_nat_seconds", answer.lastNatSeconds()),
                time("last change", "last_change_seconds", answer.lastChangeSeconds()));
    }

    private static AnswerField text(String title, String key, String value) {
        return new AnswerField(title, key, value.isEmpty() ? UNKNOWN : value, value);
    }

    private static AnswerField time(String title, String key, int seconds) {
        long since1970 = Integer.toUnsignedLong(seconds);
        return new AnswerField(
                title,
                key,
                since1970 == 0 ? NEVER : Instant.ofEpochSecond(since1970).toString(),
                since1970);
    }

    private static AnswerField count(String title, String key, int value) {
        return count(title, key, value, "");
    }

    private static AnswerField count(String title, String key, int value, String unit) {
        long number = Integer.toUnsignedLong(value);
        return new AnswerField(title, key, number + unit, number);
    }

    /// p0f says 255 where it does not know, Synoptic -1 (`p0f-v3.md` O-17).
    private static AnswerField distance(int hops) {
        boolean known = hops >= 0 && hops <= DISTANCE_MAX;
        return new AnswerField(
                "distance", "distance_hops", known ? hops + " hops" : UNKNOWN, known ? (long) hops : -1L);
    }

    private static AnswerField uptime(P0fAnswer answer) {
        long minutes = Integer.toUnsignedLong(answer.uptimeMinutes());
        boolean known = answer.uptimeModuloDays() != 0;
        String shown = minutes / MINUTES_PER_DAY + " days " + minutes / MINUTES_PER_HOUR % 24 + " h "
                + minutes % MINUTES_PER_HOUR + " min";
        return new AnswerField("uptime", "uptime_minutes", known ? shown : UNKNOWN, known ? minutes : -1L);
    }

    private static String quality(P0fAnswer answer) {
        if (answer.osName().isEmpty()) return "none";
        return switch (answer.osMatchQuality()) {
            case 0 -> "exact";
            case 1 -> "fuzzy";
            case 2 -> "generic";
            default -> "generic and fuzzy";
        };
    }

    private static String honesty(P0fAnswer answer) {
        return switch (answer.badSoftware()) {
            case 0 -> "nothing against it";
            case 1 -> "User-Agent names another system";
            default -> "dishonest";
        };
    }
}
