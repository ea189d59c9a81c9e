package dev.synoptic.agent.capture;

/// How an interface of a pcapng file counts time (`if_tsresol`, `if_tsoffset`).
///
/// @param unitsPerSecond unsigned
/// @param offsetSeconds  added to every time
record TimeScale(long unitsPerSecond, long offsetSeconds) {

    private static final long MICROS = 1_000_000;

    /// Microseconds since 1970, which holds where an interface says nothing.
    static final TimeScale DEFAULT = new TimeScale(MICROS, 0);

    /// Highest powers of ten and of two that fit 64 bits.
    static final int DECIMAL_MAX = 19, BINARY_MAX = 63;

    /// Reads the octet of `if_tsresol`: a power of ten, or of two if the top bit is set; must be within the limits.
    static long unitsPerSecond(int resolution) {
        if ((resolution & 0x80) != 0) return 1L << (resolution & 0x7F);
        long units = 1;
        for (int power = 0; power < resolution; power++) units *= 10;
        return units;
    }

    /// Dates `frame` by a count of units, cutting what is below a microsecond.
    void date(Frame frame, long units) {
        if (unitsPerSecond == MICROS && units >= 0) {
            frame.date(units / MICROS + offsetSeconds, (int) (units % MICROS));
            return;
        }
        long seconds = Long.divideUnsigned(units, unitsPerSecond);
        long fraction = Long.remainderUnsigned(units, unitsPerSecond);
        frame.date(seconds + offsetSeconds, (int) micros(fraction));
    }

    private long micros(long fraction) {
        long high = Math.unsignedMultiplyHigh(fraction, MICROS);
        if (high == 0) return Long.divideUnsigned(fraction * MICROS, unitsPerSecond);
        return Long.divideUnsigned(
                fraction, Long.divideUnsigned(unitsPerSecond, MICROS)); // finer than 2^-44 s: close enough
    }
}
