package dev.synoptic.standalone.p0f;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as p0f reads them from its command line (`p0f-v3.md` CLI-2): blanks before, anything behind.
final class NumberPrefix {

    private static final String NUMBER = "[ \\t\\n\\u000B\\f\\r]*([+-]?[0-9]+)";
    private static final Pattern ONE = Pattern.compile(NUMBER + ".*", Pattern.DOTALL);
    private static final Pattern TWO = Pattern.compile(NUMBER + "," + NUMBER + ".*", Pattern.DOTALL);

    /// Stands for numbers of more digits: beyond every limit, and not what they would wrap round to (O-26).
    private static final int DIGITS_MAX = 18;

    private NumberPrefix() {}

    /// Two numbers.
    record Pair(long first, long second) {}

    /// The number that a text begins with; 0 where it begins with none.
    static long number(String text) {
        Matcher matcher = ONE.matcher(text);
        return matcher.matches() ? parse(matcher.group(1)) : 0;
    }

    /// Two numbers, the comma directly behind the first; empty where a text begins with anything else.
    static Optional<Pair> pair(String text) {
        Matcher matcher = TWO.matcher(text);
        return matcher.matches()
                ? Optional.of(new Pair(parse(matcher.group(1)), parse(matcher.group(2))))
                : Optional.empty();
    }

    private static long parse(String digits) {
        if (digits.length() > DIGITS_MAX) return digits.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
        return Long.parseLong(digits);
    }
}
