package dev.synoptic.verdict.log;

import dev.synoptic.verdict.log.SyslogReader.Body;
import dev.synoptic.verdict.log.SyslogReader.Stamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the head of a log line from left to right; a line that is something else is told by an empty answer,
/// never thrown.
final class Cursor {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private static final Pattern UNIX = Pattern.compile("\\d{9,10}\\.\\d{6} ");

    /// What `journalctl -o short-full` writes before the date, in the language of whoever asked.
    private static final Pattern WEEKDAY = Pattern.compile("\\p{L}{1,10}\\.? (?=\\d{4}-\\d\\d-\\d\\d \\d\\d:)");

    /// A zone by its letters, which say too little to tell an offset: `CST` is in America and in China.
    private static final Pattern LETTERS = Pattern.compile("([A-Z]{2,5}) ");

    /// Of a zone that has no letters, such as `+03` or `+0545`.
    private static final Pattern EAST = Pattern.compile("([+-])(\\d\\d)(\\d\\d)? ");

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String line;
    private int at;
    private boolean protocol;
    private boolean weekday;

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
        if (UNIX.matcher(line).region(at, line.length()).lookingAt()) return unix();
        Matcher head = WEEKDAY.matcher(line).region(at, line.length());
        if (head.lookingAt()) {
            at = head.end();
            weekday = true;
            return full();
        }
        return peek() >= '0' && peek() <= '9' ? full() : local();
    }

    /// `1795192923.123456 ` (`journalctl -o short-unix`).
    private Optional<Stamp> unix() {
        int end = line.indexOf('.', at);
        long seconds = Long.parseLong(line, at, end, 10);
        at = end;
        Fraction fraction = fraction();
        return eat(' ')
                ? Optional.of(new Stamp.Full(seconds * 1_000_000L + fraction.micros(), fraction.precision()))
                : Optional.empty();
    }

    /// `2026-11-20T16:20:18.600999+00:00 ` (V11), behind `1 ` where the line is one of RFC 5424.
    ///
    /// Some write a comma before the fraction, a blank instead of the `T`, an offset without its colon, or none; or
    /// the letters of a zone behind a blank: other ones than those of UTC are for the log's own zone to explain.
    private Optional<Stamp> full() {
        protocol = line.startsWith("1 ", at);
        if (protocol) at += 2;
        int year = digits(4);
        if (!eat('-')) return Optional.empty();
        int month = digits(2);
        if (!eat('-')) return Optional.empty();
        int day = digits(2);
        if (!eat('T') && !eat(' ')) return Optional.empty();
        int second = timeOfDay();
        Fraction fraction = fraction();
        OptionalInt offset = offset();
        if (second < 0 || !eat(' ')) return Optional.empty();
        if (offset.isEmpty()) offset = zoneBehindBlank();
        return full(year, month, day, second, fraction, offset);
    }

    private OptionalInt zoneBehindBlank() {
        if (!weekday) return OptionalInt.empty();
        Matcher east = EAST.matcher(line).region(at, line.length());
        if (east.lookingAt()) {
            at = east.end();
            int minutes = 60 * Integer.parseInt(east.group(2))
                    + (east.group(3) == null ? 0 : Integer.parseInt(east.group(3)));
            return OptionalInt.of((east.group(1).equals("-") ? -60 : 60) * minutes);
        }
        Matcher letters = LETTERS.matcher(line).region(at, line.length());
        if (!letters.lookingAt()) return OptionalInt.empty();
        at = letters.end();
        return letters.group(1).equals("UTC") || letters.group(1).equals("GMT")
                ? OptionalInt.of(0)
                : OptionalInt.empty();
    }

    private static Optional<Stamp> full(
            int year, int month, int day, int second, Fraction fraction, OptionalInt offset) {
        return date(year, month, day).map(date -> {
            if (offset.isEmpty()) return new Stamp.Dated(date, second, fraction);
            long seconds = date.toEpochDay() * 86_400 + second - offset.getAsInt();
            return new Stamp.Full(seconds * 1_000_000L + fraction.micros(), fraction.precision());
        });
    }

    /// `Nov 20 16:39:05 `, the day padded with a blank (V10), with a zero, or not at all; some write a fraction.
    private Optional<Stamp> local() {
        if (line.length() < at + 15) return Optional.empty();
        int index = MONTHS.indexOf(line.substring(at, at + 3));
        if (index < 0 || index % 3 != 0) return Optional.empty();
        at += 3;
        if (!eat(' ')) return Optional.empty();
        eat(' ');
        int day = dayOfMonth();
        if (!eat(' ')) return Optional.empty();
        int second = timeOfDay();
        Fraction fraction = fraction();
        if (second < 0 || day < 1 || day > 31 || !eat(' ')) return Optional.empty();
        return Optional.of(new Stamp.Local(index / 3 + 1, day, second, fraction));
    }

    private int dayOfMonth() {
        boolean two = at + 1 < line.length() && line.charAt(at + 1) != ' ';
        return digits(two ? 2 : 1);
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
        if (protocol) return Optional.of(protocolBody());
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

    /// `tag pid id [data] text`, each `-` where there is none (RFC 5424, 6).
    private Body protocolBody() {
        String tag = word();
        String pid = word();
        word();
        if (peek() == '[') skipData();
        else word();
        int text = at;
        while (text < line.length() && (line.charAt(text) == ' ' || line.charAt(text) == BYTE_ORDER_MARK)) text++;
        return new Body(tag, pid.equals("-") ? "" : pid, line.substring(text));
    }

    /// `[name key="value"][…]`, where a bracket in a value is escaped (RFC 5424, 6.3).
    private void skipData() {
        while (at < line.length() && !(line.charAt(at) == ']' && line.charAt(at - 1) != '\\' && next() != '[')) at++;
        at = Math.min(at + 1, line.length());
    }

    private char next() {
        return at + 1 < line.length() ? line.charAt(at + 1) : 0;
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

    /// What stands behind the point or comma; nothing without one.
    private Fraction fraction() {
        if (!eat('.') && !eat(',')) return Fraction.NONE;
        int start = at;
        while (peek() >= '0' && peek() <= '9') at++;
        return Fraction.of(line.substring(start, at));
    }

    /// Seconds east of Greenwich; empty where the line tells none.
    private OptionalInt offset() {
        if (eat('Z')) return OptionalInt.of(0);
        int before = at;
        int sign = eat('+') ? 1 : eat('-') ? -1 : 0;
        int hours = digits(2);
        eat(':');
        int minutes = digits(2);
        if (sign != 0 && hours >= 0 && minutes >= 0) return OptionalInt.of(sign * (hours * 3600 + minutes * 60));
        at = before;
        return OptionalInt.empty();
    }

    private static Optional<LocalDate> date(int year, int month, int day) {
        if (year < 0 || month < 1 || day < 1) return Optional.empty();
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty(); // such as 30 February: no date, so no envelope
        }
    }
}
