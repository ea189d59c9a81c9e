package dev.synoptic.verdict.log;

import dev.synoptic.verdict.Verdict.Precision;
import dev.synoptic.verdict.log.SyslogReader.Body;
import dev.synoptic.verdict.log.SyslogReader.Stamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/// Reads the head of a log line from left to right; a line that is something else is told by an empty answer,
/// never thrown.
final class Cursor {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private final String line;
    private int at;

    Cursor(String line) {
        this.line = line;
    }

    /// `<NN>` in front (V11).
    void skipPriority() {
        if (peek() != '<') return;
        int end = line.indexOf('>');
        if (end > 1 && end <= 4 && line.chars().limit(end).skip(1).allMatch(c -> c >= '0' && c <= '9')) at = end + 1;
    }

    Optional<Stamp> stamp() {
        return peek() >= '0' && peek() <= '9' ? full() : local();
    }

    /// `2026-11-20T16:20:18.600999+00:00 ` (V11); a blank instead of the `T`, and no zone colon, as other
    /// programs write it, too.
    private Optional<Stamp> full() {
        int year = digits(4);
        if (!eat('-')) return Optional.empty();
        int month = digits(2);
        if (!eat('-')) return Optional.empty();
        int day = digits(2);
        if (!eat('T')) return Optional.empty();
        int second = timeOfDay();
        int fractionAt = at;
        int nanos = fraction();
        int places = Math.max(0, at - fractionAt - 1);
        int offset = offset();
        if (second < 0 || offset == Integer.MIN_VALUE || !eat(' ')) return Optional.empty();
        long epochDay = epochDay(year, month, day);
        if (epochDay == Long.MIN_VALUE) return Optional.empty();
        long micros = (epochDay * 86_400 + second - offset) * 1_000_000L + nanos / 1_000;
        return Optional.of(new Stamp.Full(micros, precision(places)));
    }

    /// `Nov 20 16:39:05 `, the day padded with a blank (V10).
    private Optional<Stamp> local() {
        if (line.length() < at + 16) return Optional.empty();
        int index = MONTHS.indexOf(line.substring(at, at + 3));
        if (index < 0 || index % 3 != 0) return Optional.empty();
        at += 3;
        if (!eat(' ')) return Optional.empty();
        int day = peek() == ' ' && eat(' ') ? digits(1) : digits(2);
        if (!eat(' ')) return Optional.empty();
        int second = timeOfDay();
        if (second < 0 || day < 1 || day > 31 || !eat(' ')) return Optional.empty();
        return Optional.of(new Stamp.Local(index / 3 + 1, day, second));
    }

    /// The next word and the blank behind it.
    String word() {
        int end = line.indexOf(' ', at);
        String word = end < 0 ? line.substring(at) : line.substring(at, end);
        at = end < 0 ? line.length() : end + 1;
        return word;
    }

    /// `tag[pid]: text`, or a text of the daemon itself without a tag.
    Optional<Body> tail(String host) {
        if (host.isEmpty() || at >= line.length()) return Optional.empty();
        if (line.startsWith("last message repeated ", at)) {
            return Optional.of(new Body("", "", line.substring(at)));
        }
        int start = at;
        while (at < line.length() && " :[".indexOf(line.charAt(at)) < 0) at++;
        String tag = line.substring(start, at);
        String pid = "";
        if (eat('[')) {
            int close = line.indexOf(']', at);
            if (close < 0) return Optional.empty();
            pid = line.substring(at, close);
            at = close + 1;
        }
        if (tag.isEmpty() || !eat(':')) return Optional.empty();
        eat(' ');
        skipIdentity();
        return Optional.of(new Body(tag, pid, line.substring(at)));
    }

    /// `[ID 197553 mail.info] ` between tag and text.
    private void skipIdentity() {
        if (!line.startsWith("[ID ", at)) return;
        int end = line.indexOf("] ", at);
        if (end > 0 && line.substring(at + 4, end).matches("\\d+ \\S+")) at = end + 2;
    }

    private char peek() {
        return at < line.length() ? line.charAt(at) : 0;
    }

    private boolean eat(char wanted) {
        if (peek() != wanted) return false;
        at++;
        return true;
    }

    /// That many digits, or -1 where there are not so many.
    private int digits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            char c = peek();
            if (c < '0' || c > '9') return -1;
            value = value * 10 + (c - '0');
            at++;
        }
        return value;
    }

    /// Second of the day, or -1; a leap second counts as the one before it.
    private int timeOfDay() {
        int hour = digits(2);
        if (!eat(':')) return -1;
        int minute = digits(2);
        if (!eat(':')) return -1;
        int second = digits(2);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return -1;
        return hour * 3600 + minute * 60 + Math.min(second, 59);
    }

    /// Nanoseconds behind the point; 0 without one.
    private int fraction() {
        if (!eat('.')) return 0;
        int nanos = 0;
        int scale = 100_000_000;
        for (char c = peek(); c >= '0' && c <= '9'; c = peek()) {
            nanos += (c - '0') * scale;
            scale /= 10;
            at++;
        }
        return nanos;
    }

    /// Seconds east of Greenwich, or [Integer#MIN_VALUE].
    private int offset() {
        if (eat('Z')) return 0;
        int sign = eat('+') ? 1 : eat('-') ? -1 : 0;
        int hours = digits(2);
        eat(':');
        int minutes = digits(2);
        return sign == 0 || hours < 0 || minutes < 0 ? Integer.MIN_VALUE : sign * (hours * 3600 + minutes * 60);
    }

    private static Precision precision(int places) {
        if (places == 0) return Precision.SECONDS;
        return places <= 3 ? Precision.MILLISECONDS : Precision.MICROSECONDS;
    }

    private static long epochDay(int year, int month, int day) {
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) return Long.MIN_VALUE;
        try {
            return LocalDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException e) {
            return Long.MIN_VALUE; // such as 30 February: no date, so no envelope
        }
    }
}
