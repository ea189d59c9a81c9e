package dev.synoptic.agent.pairing;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What may leave the host of an HTTP head: the order of its headers, and the values that tell software, not people
/// (`mail.md` P2). Whatever is not named here is left out: cookies, credentials, the path and its query, the host asked
/// for. That there was a value shows as `-`, since an empty one means something else to p0f (`p0f-v3.md` HTTP-9).
final class HeadExtract {

    private static final Pattern REQUEST = Pattern.compile("([A-Z]{1,16}) \\S+ (HTTP/1\\.[01])");
    private static final Pattern RESPONSE = Pattern.compile("(HTTP/1\\.[01] \\d{3})(?: .*)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    /// Headers whose values signatures look at.
    private static final Set<String> KEPT = Set.of(
            "user-agent",
            "server",
            "accept",
            "accept-language",
            "accept-encoding",
            "accept-charset",
            "accept-ranges",
            "connection",
            "keep-alive",
            "content-type",
            "date");

    private static final int VALUE_MAX = 1_024;

    private HeadExtract() {}

    /// Empty where the text is no head of HTTP/1: of other protocols nothing leaves.
    static Optional<String> of(String head) {
        String[] lines = head.split("\r?\n", -1);
        var first = firstLine(lines[0]);
        if (first.isEmpty()) return Optional.empty();
        var extract = new StringBuilder(first.get()).append("\r\n");
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1 || !NAME.matcher(lines[i].substring(0, colon)).matches()) continue;
            String name = lines[i].substring(0, colon);
            extract.append(name)
                    .append(':')
                    .append(value(name, lines[i].substring(colon + 1).strip()))
                    .append("\r\n");
        }
        return Optional.of(extract.append("\r\n").toString());
    }

    private static Optional<String> firstLine(String line) {
        var request = REQUEST.matcher(line);
        if (request.matches()) return Optional.of(request.group(1) + " / " + request.group(2));
        var response = RESPONSE.matcher(line);
        return response.matches() ? Optional.of(response.group(1)) : Optional.empty();
    }

    private static String value(String name, String value) {
        if (value.isEmpty()) return "";
        boolean kept = KEPT.contains(name.toLowerCase(Locale.ROOT)) && value.length() <= VALUE_MAX;
        return kept ? " " + value : " -";
    }
}
