package dev.synoptic.match;

import dev.synoptic.signature.HttpHeaders;
import dev.synoptic.signature.HttpSignature;
import dev.synoptic.signature.SignatureDatabase;
import java.util.List;
import java.util.Optional;

/// Finds the signature of an HTTP message (`p0f-v3.md` HTTP-15 to HTTP-19).
public final class HttpMatcher {

    private final List<HttpSignature> requests;
    private final List<HttpSignature> responses;

    private HttpMatcher(List<HttpSignature> requests, List<HttpSignature> responses) {
        this.requests = requests;
        this.responses = responses;
    }

    /// A matcher for the rows of `database`.
    public static HttpMatcher of(SignatureDatabase database) {
        return new HttpMatcher(database.httpRequest(), database.httpResponse());
    }

    /// The row that explains a request.
    ///
    /// @param version  the 0 or 1 of HTTP/1.x
    /// @param software value of `User-Agent`, where there is one
    public Optional<HttpMatch> request(int version, HttpHeaders headers, Optional<String> software) {
        return match(requests, version, headers, software);
    }

    /// The row that explains a response.
    ///
    /// @param version  the 0 or 1 of HTTP/1.x
    /// @param software value of `Server`, where there is one
    public Optional<HttpMatch> response(int version, HttpHeaders headers, Optional<String> software) {
        return match(responses, version, headers, software);
    }

    /// HTTP-18: the first specific row, else the first generic one.
    private static Optional<HttpMatch> match(
            List<HttpSignature> rows, int version, HttpHeaders headers, Optional<String> software) {
        Optional<HttpSignature> generic = Optional.empty();
        for (var row : rows) {
            if (!fits(row, version, headers)) continue;
            if (!row.label().generic()) return Optional.of(new HttpMatch(row, isDishonest(row, software)));
            if (generic.isEmpty()) generic = Optional.of(row);
        }
        return generic.map(row -> new HttpMatch(row, isDishonest(row, software)));
    }

    private static boolean fits(HttpSignature row, int version, HttpHeaders headers) {
        var wanted = row.pattern().version();
        return (wanted.isEmpty() || wanted.getAsInt() == version)
                && row.pattern().fits(headers);
    }

    /// HTTP-19.
    private static boolean isDishonest(HttpSignature row, Optional<String> software) {
        String expected = row.pattern().expectedSoftware();
        return software.filter(said -> !said.contains(expected)).isPresent();
    }
}
