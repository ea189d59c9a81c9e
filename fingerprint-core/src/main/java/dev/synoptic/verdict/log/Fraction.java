package dev.synoptic.verdict.log;

import dev.synoptic.verdict.Verdict.Precision;

/// What a time tells below the second.
///
/// @param micros    0 to 999,999
/// @param precision how finely it is told
record Fraction(int micros, Precision precision) {

    static final Fraction NONE = new Fraction(0, Precision.SECONDS);

    private static final int MICROS_DIGITS = 6;
    private static final int MILLIS_DIGITS = 3;

    /// Of its digits; those beyond a microsecond are cut off.
    static Fraction of(String digits) {
        if (digits.isEmpty()) return NONE;
        String micros = (digits + "000000").substring(0, MICROS_DIGITS);
        return new Fraction(
                Integer.parseInt(micros),
                digits.length() <= MILLIS_DIGITS ? Precision.MILLISECONDS : Precision.MICROSECONDS);
    }
}
