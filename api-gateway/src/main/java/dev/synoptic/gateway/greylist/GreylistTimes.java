package dev.synoptic.gateway.greylist;

import java.time.Duration;

/// How long first attempts are remembered (`mail.md` f.2).
///
/// @param retry  within which a second attempt counts
/// @param white  for which passed triplets and networks pass on
/// @param passes triplets of a network after which the whole network passes
public record GreylistTimes(Duration retry, Duration white, int passes) {

    /// A day to come back, 36 days white, a network after three.
    public static final GreylistTimes USUAL = new GreylistTimes(Duration.ofHours(24), Duration.ofDays(36), 3);

    /// What is refreshed by each pass is written again at most so often.
    static final Duration REFRESH = Duration.ofDays(1);

    long retryMicros() {
        return retry.toNanos() / 1_000;
    }

    long whiteMicros() {
        return white.toNanos() / 1_000;
    }

    static long refreshMicros() {
        return REFRESH.toNanos() / 1_000;
    }
}
