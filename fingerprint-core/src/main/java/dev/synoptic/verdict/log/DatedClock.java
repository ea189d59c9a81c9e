package dev.synoptic.verdict.log;

import dev.synoptic.verdict.Verdict.Precision;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `YYYY-MM-DD hh:mm:ss[.fraction][ ±zzzz] ` or the same with a `T` and a zone at the head of a line;
/// where the zone is not told, it is the log's (V13).
public final class DatedClock {

    private static final Pattern STAMP = Pattern.compile(
            "(\\d{4})-(\\d\\d)-(\\d\\d)[ T](\\d\\d):(\\d\\d):(\\d\\d)(?:[.,](\\d{1,9}))?(?: ?(Z|[+-]\\d\\d:?\\d\\d))? ");

    private final LocalClock clock;

    public DatedClock(ExtractorSettings settings) {
        clock = new LocalClock(settings.zone(), settings.year(), settings.clock());
    }

    /// A time, and where the line goes on.
    public record Stamp(long micros, Precision precision, int end) {}

    public LogClock state() {
        return clock.state();
    }

    public Optional<Stamp> read(String line) {
        Matcher stamp = STAMP.matcher(line);
        if (!stamp.lookingAt()) return Optional.empty();
        int second = number(stamp, 4) * 3600 + number(stamp, 5) * 60 + Math.min(number(stamp, 6), 59);
        if (second >= 86_400) return Optional.empty();
        try {
            var date = LocalDate.of(number(stamp, 1), number(stamp, 2), number(stamp, 3));
            long seconds = stamp.group(8) == null
                    ? clock.dated(date, second)
                    : date.toEpochDay() * 86_400 + second - offset(stamp.group(8));
            Fraction fraction = Fraction.of(stamp.group(7) == null ? "" : stamp.group(7));
            return Optional.of(new Stamp(seconds * 1_000_000 + fraction.micros(), fraction.precision(), stamp.end()));
        } catch (DateTimeException e) {
            return Optional.empty(); // such as 30 February: no date, so no envelope
        }
    }

    private static int number(Matcher stamp, int group) {
        return Integer.parseInt(stamp.group(group));
    }

    private static long offset(String zone) {
        if (zone.equals("Z")) return 0;
        int hours = Integer.parseInt(zone.substring(1, 3));
        int minutes = Integer.parseInt(zone.substring(zone.length() - 2));
        return (zone.charAt(0) == '-' ? -1 : 1) * (hours * 3600L + minutes * 60L);
    }
}
