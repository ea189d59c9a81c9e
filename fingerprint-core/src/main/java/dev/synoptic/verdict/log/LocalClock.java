package dev.synoptic.verdict.log;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// Finds year and offset of times that tell neither (V12, V13, V36).
///
/// ```
/// year:    month falls by more than 6 → year + 1;  month rises by more than 6 → year − 1 (a late line)
///          a queue id that tells the time settles it
/// offset:  in the autumn's repeated hour the earlier one, until a line runs backwards by more than 30 minutes, or
///          a queue id tells a later time; of a log that begins in it, the one nearer to what was captured beside it
/// ```
final class LocalClock {

    private static final int MONTHS_MAX = 6;
    private static final long BACKWARDS_MAX_SECONDS = 30 * 60;

    /// How far lines may be out of order (V36).
    private static final long DISORDER_SECONDS = 5;

    private static final long DAY_SECONDS = 86_400;

    /// A queue id older than this proves nothing: the longest that a message stays in a queue, and some.
    private static final long PROOF_MAX_SECONDS = 31 * DAY_SECONDS;

    private final ZoneId zone;
    private final YearStart start;
    private LogClock state;

    LocalClock(ZoneId zone, YearStart start, LogClock state) {
        this.zone = zone;
        this.start = start;
        this.state = state;
    }

    LogClock state() {
        return state;
    }

    /// Seconds since 1970 of a local time whose text may prove a time near it.
    long read(int month, int day, int secondOfDay, OptionalLong known) {
        int year = yearOf(month, day, secondOfDay, known);
        return zoned(year, month, local(year, month, day, secondOfDay), known);
    }

    /// Seconds since 1970 of a local time that tells its year.
    long dated(LocalDate date, int secondOfDay) {
        var local = date.atStartOfDay().plusSeconds(secondOfDay);
        return zoned(date.getYear(), date.getMonthValue(), local, OptionalLong.empty());
    }

    private long zoned(int year, int month, LocalDateTime local, OptionalLong known) {
        long localSecond = local.toEpochSecond(ZoneOffset.UTC);
        if (isLateOfFirstPass(local, localSecond))
            return localSecond - offset(local, false).getTotalSeconds();
        boolean second = isSecondPass(local, localSecond)
                || isProvenSecondPass(local, localSecond, known)
                || isCapturedSecondPass(local, localSecond);
        state = new LogClock(year, month, second, localSecond);
        return localSecond - offset(local, second).getTotalSeconds();
    }

    private int yearOf(int month, int day, int secondOfDay, OptionalLong known) {
        if (known.isPresent()) {
            int near = LocalDateTime.ofEpochSecond(known.getAsLong(), 0, ZoneOffset.UTC)
                    .getYear();
            int best = nearest(near, month, day, secondOfDay, known.getAsLong(), known.getAsLong());
            if (distance(best, month, day, secondOfDay, known.getAsLong(), known.getAsLong()) <= PROOF_MAX_SECONDS) {
                return best;
            }
        }
        if (state.month() == 0) return firstYear(month, day, secondOfDay);
        int rise = month - state.month();
        return state.year() + (rise < -MONTHS_MAX ? 1 : rise > MONTHS_MAX ? -1 : 0);
    }

    private int firstYear(int month, int day, int secondOfDay) {
        return switch (start) {
            case YearStart.Known(int year) -> year;
            case YearStart.ModifiedAt(long micros) -> {
                long second = Math.floorDiv(micros, 1_000_000L);
                int year = yearAt(second);
                // not more than a day after the file's last change
                while (epoch(year, month, day, secondOfDay) > second + DAY_SECONDS) year--;
                yield nearestNotAfter(year, month, day, secondOfDay, second);
            }
            case YearStart.Captured(long from, long to) -> {
                long fromSecond = Math.floorDiv(from, 1_000_000L);
                long toSecond = Math.floorDiv(to, 1_000_000L);
                yield nearest(yearAt(fromSecond), month, day, secondOfDay, fromSecond, toSecond);
            }
        };
    }

    /// The year after may still be within the day's grace, where the file was changed on 31 December.
    private int nearestNotAfter(int year, int month, int day, int secondOfDay, long second) {
        long next = epoch(year + 1, month, day, secondOfDay);
        return next <= second + DAY_SECONDS ? year + 1 : year;
    }

    /// The year among the three around it that puts the time nearest to a range.
    private int nearest(int year, int month, int day, int secondOfDay, long from, long to) {
        return IntStream.rangeClosed(year - 1, year + 1)
                .boxed()
                .min((a, b) -> Long.compare(
                        distance(a, month, day, secondOfDay, from, to), distance(b, month, day, secondOfDay, from, to)))
                .orElse(year);
    }

    private long distance(int year, int month, int day, int secondOfDay, long from, long to) {
        return outside(epoch(year, month, day, secondOfDay), from, to);
    }

    /// How far a time is off a range.
    private static long outside(long second, long from, long to) {
        return second < from ? from - second : Math.max(0, second - to);
    }

    private long epoch(int year, int month, int day, int secondOfDay) {
        LocalDateTime local = local(year, month, day, secondOfDay);
        return local.toEpochSecond(offset(local, false));
    }

    private int yearAt(long second) {
        return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).getYear();
    }

    /// V12: 29 February moves to the nearest leap year below; other days a month does not have, to its last.
    private static LocalDateTime local(int year, int month, int day, int secondOfDay) {
        int leap = year;
        if (month == 2 && day == 29) while (!Year.isLeap(leap)) leap--;
        int last = LocalDate.of(leap, month, 1).lengthOfMonth();
        return LocalDate.of(leap, month, Math.min(day, last)).atStartOfDay().plusSeconds(secondOfDay);
    }

    private ZoneOffset offset(LocalDateTime local, boolean second) {
        var rules = zone.getRules();
        if (rules.isFixedOffset()) return rules.getOffset(local);
        ZoneOffsetTransition change = rules.getTransition(local);
        if (change == null) return rules.getOffset(local);
        return change.isOverlap() && second ? change.getOffsetAfter() : change.getOffsetBefore();
    }

    /// V13; the second pass ends with the hour, but for lines that are late.
    private boolean isSecondPass(LocalDateTime local, long localSecond) {
        if (zone.getRules().isFixedOffset()) return false;
        if (isInOverlap(local)) return state.secondPass() || isBackwards(localSecond);
        return state.secondPass() && isInOverlap(local.minusSeconds(BACKWARDS_MAX_SECONDS));
    }

    /// V13, V36: in the second pass a line of just before its start is late; it moves nothing.
    private boolean isLateOfFirstPass(LocalDateTime local, long localSecond) {
        if (!state.secondPass() || !isInOverlap(local)) return false;
        var change = zone.getRules().getTransition(local);
        long goesBack = -change.getDuration().toSeconds();
        long late = state.localSecond() + goesBack - localSecond;
        return late >= 0 && late <= DISORDER_SECONDS;
    }

    /// V13, V21: what tells a time of the second pass was not logged in the first.
    private boolean isProvenSecondPass(LocalDateTime local, long localSecond, OptionalLong known) {
        if (known.isEmpty() || !isInOverlap(local)) return false;
        long first = localSecond - offset(local, false).getTotalSeconds();
        long second = localSecond - offset(local, true).getTotalSeconds();
        return known.getAsLong() > first + DISORDER_SECONDS && known.getAsLong() <= second + DISORDER_SECONDS;
    }

    /// V12, V13: before the first line nothing ran backwards, but what was captured meanwhile tells the pass.
    private boolean isCapturedSecondPass(LocalDateTime local, long localSecond) {
        if (state.month() != 0 || !(start instanceof YearStart.Captured(long from, long to))) return false;
        if (!isInOverlap(local)) return false;
        long fromSecond = Math.floorDiv(from, 1_000_000L);
        long toSecond = Math.floorDiv(to, 1_000_000L);
        long first = outside(localSecond - offset(local, false).getTotalSeconds(), fromSecond, toSecond);
        long second = outside(localSecond - offset(local, true).getTotalSeconds(), fromSecond, toSecond);
        return second < first;
    }

    private boolean isBackwards(long localSecond) {
        return state.month() != 0 && state.localSecond() - localSecond > BACKWARDS_MAX_SECONDS;
    }

    private boolean isInOverlap(LocalDateTime local) {
        var change = zone.getRules().getTransition(local);
        return change != null && change.isOverlap();
    }
}
