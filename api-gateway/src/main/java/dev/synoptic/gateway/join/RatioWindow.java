package dev.synoptic.gateway.join;

import java.time.Duration;

/// The periods that are counted (`mail.md` T6): tumbling, in UTC, and all time.
public enum RatioWindow {
    HOUR(Duration.ofHours(1), Duration.ZERO),
    DAY(Duration.ofDays(1), Duration.ZERO),
    /// ISO weeks begin on Monday; 1970 began on a Thursday, three days into one.
    WEEK(Duration.ofDays(7), Duration.ofDays(3)),
    TOTAL(Duration.ZERO, Duration.ZERO);

    private final long lengthMicros;
    private final long shiftMicros;

    RatioWindow(Duration length, Duration shift) {
        this.lengthMicros = length.toNanos() / 1_000;
        this.shiftMicros = shift.toNanos() / 1_000;
    }

    /// Length as keys of `ratios.v1` tell it; 0 for all time.
    public long seconds() {
        return lengthMicros / 1_000_000;
    }

    /// Start of the window that this moment lies in, microseconds since 1970, UTC; 0 for all time.
    public long startMicros(long micros) {
        if (lengthMicros == 0) return 0;
        return Math.floorDiv(micros + shiftMicros, lengthMicros) * lengthMicros - shiftMicros;
    }
}
