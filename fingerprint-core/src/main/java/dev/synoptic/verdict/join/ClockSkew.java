package dev.synoptic.verdict.join;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/// How far a capture's clock runs ahead of a mail host's, from exact joins (J7): a robust minimum of session's
/// start minus SYN.
public final class ClockSkew {

    /// Fewer exact joins prove nothing.
    public static final int SAMPLES_MIN = 20;

    /// The newest so many exact joins count.
    public static final int SAMPLES_MAX = 500;

    /// A smaller skew is left alone.
    public static final Duration APPLIED_ABOVE = Duration.ofMillis(500);

    /// A greater one is worth a warning.
    public static final Duration WARNED_ABOVE = Duration.ofSeconds(5);

    private static final double QUANTILE = 0.10;
    private static final long QUARTER_HOUR_MICROS = 900_000_000L;

    private ClockSkew() {}

    /// The capture's clock minus the mail host's; empty with too few samples.
    ///
    /// @param differencesMicros session's start minus capture of its SYN, uncorrected, newest last
    /// @param floorMicros       what the difference would be with equal clocks: 0, or the time that a greeting
    ///     is
    ///     held back
    public static Optional<Duration> ahead(Collection<Long> differencesMicros, long floorMicros) {
        long[] newest = differencesMicros.stream()
                .skip(Math.max(0, differencesMicros.size() - SAMPLES_MAX))
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        if (newest.length < SAMPLES_MIN) return Optional.empty();
        long low = newest[(int) (QUANTILE * (newest.length - 1))];
        return Optional.of(Duration.ofNanos((floorMicros - low) * 1_000));
    }

    /// Whether a skew is to be corrected.
    public static boolean isApplied(Duration ahead) {
        return ahead.abs().compareTo(APPLIED_ABOVE) > 0;
    }

    /// The offset of a time zone that a log seems to be read in wrongly: differences that recur a whole quarter
    /// hour off (a matter of zones, not of clocks). Empty where they do not.
    ///
    /// @param differencesMicros session's start minus the nearest SYN of the same address and port, however far
    ///     away
    public static Optional<Duration> wrongZone(Collection<Long> differencesMicros) {
        if (differencesMicros.size() < SAMPLES_MIN) return Optional.empty();
        long[] quarters = differencesMicros.stream()
                .mapToLong(d -> Math.round((double) d / QUARTER_HOUR_MICROS))
                .sorted()
                .toArray();
        long usual = quarters[quarters.length / 2];
        long near = differencesMicros.stream()
                .filter(d -> Math.abs(d - usual * QUARTER_HOUR_MICROS) < 60_000_000L)
                .count();
        boolean recurs = usual != 0 && near * 2 > Arrays.stream(quarters).count();
        return recurs ? Optional.of(Duration.ofMinutes(15 * usual)) : Optional.empty();
    }
}
