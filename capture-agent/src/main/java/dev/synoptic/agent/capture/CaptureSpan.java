package dev.synoptic.agent.capture;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// When a capture's frames were captured.
///
/// @param first earliest
/// @param last  latest
public record CaptureSpan(Instant first, Instant last) {

    static CaptureSpan ofMicros(long first, long last) {
        return new CaptureSpan(
                Instant.EPOCH.plus(first, ChronoUnit.MICROS), Instant.EPOCH.plus(last, ChronoUnit.MICROS));
    }
}
