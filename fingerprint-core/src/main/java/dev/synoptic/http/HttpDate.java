package dev.synoptic.http;

import java.time.LocalDate;

/// A `Date` header as p0f reads it (`p0f-v3.md` HTTP-12): plain UTC, whatever zone it names (O-14).
final class HttpDate {

    private static final String[] DAYS = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
    private static final String[] MONTHS = {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december"
    };
    private static final int SHORT_NAME = 3;
    private static final int NONE = -1;

    private final String text;
    private int at;

    private HttpDate(String text) {
        this.text = text;
    }

    /// Seconds since 1970 as unsigned 32 bits; 0 for anything else than a date.
    static long parse(String text) {
        return new HttpDate(text).read();
    }

    private long read() {
        if (name(DAYS) == NONE || !follows(',')) return 0;
        int day = number(1, 31, 2);
        if (day == NONE) return 0;
        skipWhiteSpace();
        int month = name(MONTHS);
        int year = month == NONE ? NONE : number(0, 9999, 4);
        int hour = year == NONE ? NONE : number(0, 23, 2);
        if (hour == NONE || !follows(':')) return 0;
        int minute = number(0, 59, 2);
        if (minute == NONE || !follows(':')) return 0;
        int second = number(0, 61, 2);
        if (second == NONE) return 0;
        long days = LocalDate.of(year, month + 1, 1).toEpochDay() + day - 1;
        return (days * 86_400 + hour * 3600L + minute * 60L + second) & 0xFFFF_FFFFL;
    }

    /// The number of the name that stands here, in full or by its first three letters, in any case.
    private int name(String[] names) {
        for (int i = 0; i < names.length; i++) {
            for (int length : new int[] {names[i].length(), SHORT_NAME}) {
                if (text.regionMatches(true, at, names[i], 0, length)) {
                    at += length;
                    return i;
                }
            }
        }
        return NONE;
    }

    private boolean follows(char wanted) {
        if (at == text.length() || text.charAt(at) != wanted) return false;
        at++;
        return true;
    }

    private void skipWhiteSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || (text.charAt(at) >= '\t' && text.charAt(at) <= '\r')))
            at++;
    }

    /// A number, white space of any kind before it. Takes digits only as long as another one could keep the
    /// number within its range; what is left belongs to what follows, or to nobody.
    private int number(int least, int most, int digits) {
        skipWhiteSpace();
        int value = 0;
        int taken = 0;
        while (taken < digits && value * 10 <= most && at < text.length() && isDigit(text.charAt(at))) {
            value = value * 10 + text.charAt(at) - '0';
            at++;
            taken++;
        }
        return taken == 0 || value < least || value > most ? NONE : value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
