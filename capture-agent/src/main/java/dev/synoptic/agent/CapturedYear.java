package dev.synoptic.agent;

import dev.synoptic.agent.capture.CaptureFile;
import dev.synoptic.verdict.log.YearStart;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Tells the year of logs that do not, by what was captured beside them (`mail.md` V12).
final class CapturedYear {

    private CapturedYear() {}

    /// From the first frame of all captures to the last one, which takes a look at each frame's time; empty where
    /// there is none.
    static Optional<YearStart> of(List<CaptureInput> captures) throws IOException {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (var capture : captures) {
            var span = CaptureFile.span(capture.file());
            if (span.isEmpty()) continue;
            first = Math.min(first, micros(span.get().first()));
            last = Math.max(last, micros(span.get().last()));
        }
        return first > last ? Optional.empty() : Optional.of(new YearStart.Captured(first, last));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
