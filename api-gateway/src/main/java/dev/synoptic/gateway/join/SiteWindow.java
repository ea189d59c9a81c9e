package dev.synoptic.gateway.join;

import dev.synoptic.schemas.RatioKey;

/// A window of one site.
///
/// @param startMicros of the window, microseconds since 1970, UTC
/// @param seconds     its length
public record SiteWindow(String site, long startMicros, long seconds) {

    static SiteWindow of(RatioKey key) {
        return new SiteWindow(key.site(), key.windowStartMicros(), key.windowSeconds());
    }

    /// End of the window, not included.
    public long endMicros() {
        return startMicros + seconds * 1_000_000;
    }
}
