package dev.synoptic.host;

/// The clock behind a host's TCP timestamps, by two samples of it (`p0f-v3.md` UP-2). Pure 32-bit arithmetic.
public final class TimestampClock {

    /// The answer of [#hertz] where two samples say nothing; 0 would be the answer for a clock one tick back.
    private static final double NO_SAMPLE = Double.NaN;

    private static final long U32 = 0xFFFF_FFFFL;
    private static final long MILLIS_MIN = 25;
    private static final long MILLIS_MAX = 600_000;
    private static final long TICKS_MIN = 5;
    private static final long BACKWARDS_GRACE_MILLIS = 100;
    private static final long BACKWARDS_GRACE_TICKS = 15_000;
    private static final double HERTZ_MIN = 0.7;
    private static final double HERTZ_MAX = 1500;
    private static final long SECONDS_PER_DAY = 86_400;

    private TimestampClock() {}

    /// Ticks per second between a reference and a later sample `millis` after it; negative for a clock that went back,
    /// not a number where the two are too close, too far apart, or tolerably backwards (steps 4 to 6).
    ///
    /// @param reference timestamp of the reference, unsigned 32 bits
    /// @param timestamp timestamp of the sample, unsigned 32 bits
    public static double hertz(long millis, long reference, long timestamp) {
        if (Long.compareUnsigned(millis, MILLIS_MIN) < 0 || Long.compareUnsigned(millis, MILLIS_MAX) > 0) {
            return NO_SAMPLE;
        }
        long ticks = (timestamp - reference) & U32;
        if (ticks < TICKS_MIN) return NO_SAMPLE;
        long back = U32 - ticks;
        if (millis < BACKWARDS_GRACE_MILLIS && back < BACKWARDS_GRACE_TICKS) return NO_SAMPLE;
        return ticks > back ? back * -1000.0 / millis : ticks * 1000.0 / millis;
    }

    /// Whether a host's clock may run so fast (step 7).
    public static boolean isCredible(double hertz) {
        return hertz >= HERTZ_MIN && hertz <= HERTZ_MAX;
    }

    /// The frequency that such a clock is meant to have (step 8); for credible ones.
    public static int nominalHertz(double hertz) {
        int f = (int) hertz;
        if (f == 0) return 1;
        if (f <= 10) return f;
        if (f <= 50) return (f + 3) / 5 * 5;
        if (f <= 100) return (f + 7) / 10 * 10;
        return f <= 500 ? (f + 33) / 50 * 50 : (f + 67) / 100 * 100;
    }

    /// Minutes since such a clock stood at 0 (step 9).
    public static long minutes(long timestamp, int nominalHertz) {
        return timestamp / nominalHertz / 60;
    }

    /// Days after which such a clock starts again (step 9).
    public static int moduloDays(int nominalHertz) {
        return (int) (U32 / (nominalHertz * SECONDS_PER_DAY));
    }
}
