package dev.synoptic.match;

import dev.synoptic.signature.HttpHeaders;
import dev.synoptic.signature.HttpSignature;
import dev.synoptic.signature.SignatureDatabase;
import java.util.List;
import java.util.Optional;

/// Finds the signature of an HTTP message (`p0f-v3.md` HTTP-15 to HTTP-19).
public final class HttpMatcher {

    private final Rows requests;
    private final Rows responses;

    private HttpMatcher(Rows requests, Rows responses) {
        this.requests = requests;
        this.responses = responses;
    }

    /// A matcher for the rows of `database`.
    public static HttpMatcher of(SignatureDatabase database) {
        return new HttpMatcher(Rows.of(database.httpRequest()), Rows.of(database.httpResponse()));
    }

    /// The row that explains a request.
    ///
    /// @param version  the 0 or 1 of HTTP/1.x
    /// @param software value of `User-Agent`, where there is one
    public Optional<HttpMatch> request(int version, HttpHeaders headers, Optional<String> software) {
        return requests.match(version, headers, software);
    }

    /// The row that explains a response.
    ///
    /// @param version  the 0 or 1 of HTTP/1.x
    /// @param software value of `Server`, where there is one
    public Optional<HttpMatch> response(int version, HttpHeaders headers, Optional<String> software) {
        return responses.match(version, headers, software);
    }

    /// A signature with the bits of the names that it requires and forbids.
    private record Row(HttpSignature signature, long required, long absent) {

        boolean fits(int version, HttpHeaders headers, long present) {
            if ((required & ~present) != 0 || (absent & present) != 0) return false;
            var wanted = signature.pattern().version();
            return (wanted.isEmpty() || wanted.getAsInt() == version)
                    && signature.pattern().fits(headers);
        }
    }

    /// The rows of one direction in file order.
    private record Rows(HeaderBits names, List<Row> rows) {

        static Rows of(List<HttpSignature> signatures) {
            var names = HeaderBits.of(signatures);
            return new Rows(
                    names,
                    signatures.stream()
                            .map(row -> new Row(row, names.required(row.pattern()), names.absent(row.pattern())))
                            .toList());
        }

        /// HTTP-18: the first specific row, else the first generic one.
        Optional<HttpMatch> match(int version, HttpHeaders headers, Optional<String> software) {
            long present = names.present(headers);
            Optional<HttpSignature> generic = Optional.empty();
            for (int i = 0; i < rows.size(); i++) {
                var row = rows.get(i);
                if (!row.fits(version, headers, present)) continue;
                var signature = row.signature();
                if (!signature.label().generic()) return Optional.of(judge(signature, software));
                if (generic.isEmpty()) generic = Optional.of(signature);
            }
            return generic.map(signature -> judge(signature, software));
        }

        /// HTTP-19.
        private static HttpMatch judge(HttpSignature signature, Optional<String> software) {
            String expected = signature.pattern().expectedSoftware();
            return new HttpMatch(
                    signature, software.filter(said -> !said.contains(expected)).isPresent());
        }
    }
}
