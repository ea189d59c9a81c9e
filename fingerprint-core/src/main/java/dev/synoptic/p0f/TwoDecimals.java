package dev.synoptic.p0f;

/// A number with two decimals by the rules of C's `%.2f`: from its exact binary value, ties to even (`p0f-v3.md` UP-3).
final class TwoDecimals {

    private static final int MANTISSA_BITS = 52;
    private static final int EXPONENT_BIAS = 1023 + MANTISSA_BITS;

    private TwoDecimals() {}

    /// A hundred times `number`, rounded to a whole number; `number` is normal, from 2^-9 to below 2^46.
    static long hundredths(double number) {
        long bits = Double.doubleToRawLongBits(number);
        int shift = EXPONENT_BIAS - (int) (bits >>> MANTISSA_BITS); // number = mantissa / 2^shift
        long mantissa = (bits & (1L << MANTISSA_BITS) - 1 | 1L << MANTISSA_BITS) * 100;
        if (shift <= 0) return mantissa << -shift;
        long whole = mantissa >>> shift;
        long rest = mantissa & (1L << shift) - 1;
        long half = 1L << shift - 1;
        boolean up = rest > half || (rest == half && (whole & 1) == 1);
        return up ? whole + 1 : whole;
    }

    static void put(TextBuffer text, double number) {
        long hundredths = hundredths(number);
        text.putDecimal(hundredths / 100).put('.');
        int rest = (int) (hundredths % 100);
        text.put((char) ('0' + rest / 10)).put((char) ('0' + rest % 10));
    }
}
