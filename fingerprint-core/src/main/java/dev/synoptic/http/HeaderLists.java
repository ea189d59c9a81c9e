package dev.synoptic.http;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The header names that p0f knows by itself (`p0f-v3.md` 10.7).
///
/// @param optional shown with `?` and without a value
/// @param skipped  shown without a value
/// @param common   shown as absent where they are
public record HeaderLists(Set<String> optional, Set<String> skipped, List<String> common) {

    /// Those of requests.
    public static final HeaderLists REQUEST = new HeaderLists(
            Set.of(
                    "Cookie",
                    "Referer",
                    "Origin",
                    "Range",
                    "If-Modified-Since",
                    "If-None-Match",
                    "Via",
                    "X-Forwarded-For",
                    "Authorization",
                    "Proxy-Authorization",
                    "Cache-Control"),
            Set.of("Host", "User-Agent"),
            List.of(
                    "Host",
                    "User-Agent",
                    "Connection",
                    "Accept",
                    "Accept-Encoding",
                    "Accept-Language",
                    "Accept-Charset",
                    "Keep-Alive"));

    /// Those of responses.
    public static final HeaderLists RESPONSE = new HeaderLists(
            Set.of(
                    "Set-Cookie",
                    "Last-Modified",
                    "ETag",
                    "Content-Length",
                    "Content-Disposition",
                    "Cache-Control",
                    "Expires",
                    "Pragma",
                    "Location",
                    "Refresh",
                    "Content-Range",
                    "Vary"),
            Set.of("Date", "Content-Type", "Server"),
            List.of("Content-Type", "Connection", "Keep-Alive", "Accept-Ranges", "Date"));

    /// The lists of messages that go this way.
    public static HeaderLists of(HttpDirection direction) {
        return direction == HttpDirection.REQUEST ? REQUEST : RESPONSE;
    }

    /// Every name that is known whatever a signature file says (FP-16).
    public static Set<String> builtIn() {
        var names = new HashSet<>(Set.of("User-Agent", "Server", "Accept-Language", "Via", "X-Forwarded-For", "Date"));
        for (var lists : List.of(REQUEST, RESPONSE)) {
            names.addAll(lists.optional);
            names.addAll(lists.skipped);
            names.addAll(lists.common);
        }
        return names;
    }
}
