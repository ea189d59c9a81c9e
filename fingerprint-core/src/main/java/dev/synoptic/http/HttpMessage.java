package dev.synoptic.http;

import java.util.List;
import java.util.Optional;

/// The head of a request or response, as far as fingerprints ask about it (`p0f-v3.md` HTTP-9).
///
/// @param direction   request or response
/// @param version     0 for HTTP/1.0, 1 for HTTP/1.1
/// @param headers     in the order sent, at most [#HEADERS_MAX]
/// @param software    `User-Agent` of a request, `Server` of a response
/// @param language    `Accept-Language` of a request
/// @param via         whether a proxy named itself by `Via` or `X-Forwarded-For`
/// @param dateSeconds `Date` of a response, seconds since 1970, UTC, unsigned 32 bits; 0 where absent or unreadable
public record HttpMessage(
        HttpDirection direction,
        int version,
        List<HttpHeader> headers,
        Optional<String> software,
        Optional<String> language,
        boolean via,
        long dateSeconds) {

    /// Headers of one message (`p0f-v3.md` 16.1).
    public static final int HEADERS_MAX = 32;

    public HttpMessage {
        if (headers.size() > HEADERS_MAX) throw new IllegalArgumentException(headers.size() + " headers");
        headers = List.copyOf(headers);
    }

    /// Whether a header with exactly this name is there.
    public boolean has(String name) {
        for (var header : headers) {
            if (header.name().equals(name)) return true;
        }
        return false;
    }
}
