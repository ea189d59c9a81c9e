package dev.synoptic.p0f;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/// The time at the head of a log line, `[YYYY/MM/DD HH:MM:SS] `, in local time (`p0f-v3.md` LOG-1).
///
/// The text of a second, the date of a day and the offset between two changes of the clock are kept.
final class LogClock {

    private static final int SECONDS_PER_DAY = 86_400;

    /// Octets of `HH:MM:SS] `.
    private static final int TIME_LENGTH = 10;

    /// Octets of `MM/DD `.
    private static final int DATE_LENGTH = 6;

    private final ZoneRules rules;
    private byte[] text = TextBuffer.ascii("[0000/00/00 00:00:00] ");
    private long textSecond = Long.MIN_VALUE;
    private long textDay = Long.MIN_VALUE;
    private int offsetSeconds;
    private long offsetFrom = Long.MAX_VALUE;
    private long offsetUntil = Long.MIN_VALUE;

    LogClock(ZoneId zone) {
        rules = zone.getRules();
    }

    /// The text for this second since 1970, UTC; good until the next call.
    byte[] text(long second) {
        if (second != textSecond) {
            write(second);
            textSecond = second;
        }
        return text;
    }

    private void write(long second) {
        if (second < offsetFrom || second >= offsetUntil) findOffset(second);
        long local = second + offsetSeconds;
        long day = Math.floorDiv(local, (long) SECONDS_PER_DAY);
        if (day != textDay) writeDay(day);
        int ofDay = (int) Math.floorMod(local, (long) SECONDS_PER_DAY);
        int at = text.length - TIME_LENGTH;
        writeTwo(at, ofDay / 3600);
        writeTwo(at + 3, ofDay / 60 % 60);
        writeTwo(at + 6, ofDay % 60);
    }

    private void findOffset(long second) {
        var instant = Instant.ofEpochSecond(second);
        offsetSeconds = rules.getOffset(instant).getTotalSeconds();
        var next = rules.nextTransition(instant);
        offsetFrom = second;
        offsetUntil = next == null ? Long.MAX_VALUE : next.toEpochSecond();
    }

    private void writeDay(long day) {
        var date = LocalDate.ofEpochDay(day);
        text = TextBuffer.ascii("[" + date.getYear() + "/00/00 00:00:00] ");
        int at = text.length - TIME_LENGTH - DATE_LENGTH;
        writeTwo(at, date.getMonthValue());
        writeTwo(at + 3, date.getDayOfMonth());
        textDay = day;
    }

    private void writeTwo(int at, int number) {
        text[at] = (byte) ('0' + number / 10);
        text[at + 1] = (byte) ('0' + number % 10);
    }
}
