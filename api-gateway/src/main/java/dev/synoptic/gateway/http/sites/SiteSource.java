package dev.synoptic.gateway.http.sites;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// All that HTTP sees of the sites' agents.
@FunctionalInterface
public interface SiteSource {

    /// Every source that was heard of since the gateway began.
    List<Heard> heard();

    /// How one source is.
    ///
    /// @param site       that it watches
    /// @param agent      that reads it
    /// @param source     a device, a capture file or a mail log
    /// @param life       whether it goes on
    /// @param silence    since it was last heard of
    /// @param readMicros how far it was read, microseconds since 1970; empty at its end
    record Heard(String site, String agent, String source, Life life, Duration silence, Optional<Long> readMicros) {}

    /// Whether something goes on.
    enum Life {
        /// It told of progress lately.
        ALIVE,
        /// It has not told of progress for too long.
        SILENT,
        /// It was a file, and that has been read.
        ENDED
    }
}
