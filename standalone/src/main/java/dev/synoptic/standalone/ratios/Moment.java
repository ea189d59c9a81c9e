package dev.synoptic.standalone.ratios;

import dev.synoptic.standalone.shell.UserMistake;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// A moment as options write it: `2026-11-20`, the beginning of that day in UTC, or `2026-11-20T16:00:00Z`.
public final class Moment {

    private Moment() {}

    /// Microseconds since 1970, UTC.
    public static long micros(String option, String text) {
        try {
            Instant moment = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
        } catch (DateTimeException | ArithmeticException unfit) {
            throw new UserMistake(option + ": found \"" + text
                    + "\", expected a day such as 2026-11-20 or a moment such as 2026-11-20T16:00:00Z");
        }
    }
}
