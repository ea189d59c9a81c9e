package dev.synoptic.signature;

import java.util.Optional;

/// Whether an older HTTP signature leaves nothing for a newer one to match (`p0f-v3.md` FP-15).
final class HttpCoverage {

    private HttpCoverage() {}

    static boolean covers(HttpSignature older, HttpPattern newer) {
        var pattern = older.pattern();
        return !older.label().generic()
                && (pattern.version().isEmpty() || pattern.version().equals(newer.version()))
                && pattern.fits(new AsMessage(newer))
                && newer.absent().containsAll(pattern.absent());
    }

    /// A signature read as the message that has all its headers, the optional ones too.
    private record AsMessage(HttpPattern pattern) implements HttpHeaders {

        @Override
        public int size() {
            return pattern.headers().size();
        }

        @Override
        public String name(int index) {
            return pattern.headers().get(index).name();
        }

        @Override
        public Optional<String> value(int index) {
            return pattern.headers().get(index).text();
        }
    }
}
