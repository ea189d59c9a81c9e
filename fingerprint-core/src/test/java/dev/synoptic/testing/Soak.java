package dev.synoptic.testing;

import java.time.Duration;
import java.util.Optional;

/// How long tests run that watch something stay steady.
///
/// `SYNOPTIC_SOAK_SECONDS` sets it: continuous integration takes 120, by hand an hour is 3600. Ten where
/// nothing is said, so that everybody's test command stays short.
public final class Soak {

    private static final long USUAL_SECONDS = 10;

    private Soak() {}

    /// The whole time that one such test takes.
    public static Duration duration() {
        return Optional.ofNullable(System.getenv("SYNOPTIC_SOAK_SECONDS"))
                .map(Long::parseLong)
                .map(Duration::ofSeconds)
                .orElse(Duration.ofSeconds(USUAL_SECONDS));
    }
}
