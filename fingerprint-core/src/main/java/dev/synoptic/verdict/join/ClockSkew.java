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

    /// Clocks farther apart than this are not corrected but reported: a zone, a date, a machine without time.
    public static final Duration MEASURED_UP_TO = Duration.ofSeconds(60);

    /// Of connections that are known by address alone, those that belong together lie this close to each other.
    private static final long CLUSTER_MICROS = 2_000_000;

    /// A cluster holds at least so many times what would lie there by chance.
    private static final int STANDS_OUT = 5;

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

    /// The same where only addresses tell who belongs together, so that many a difference is between strangers:
    /// those of real pairs lie close to each other, the others anywhere. Empty where none stand out.
    ///
    /// @param differencesMicros session's start minus capture of each SYN that may have opened it, uncorrected
    /// @param reachMicros       how far from 0 they may lie, either way
    public static Optional<Duration> aheadByAddress(Collection<Long> differencesMicros, long reachMicros) {
        long[] sorted = differencesMicros.stream()
                .mapToLong(Long::longValue)
                .filter(d -> Math.abs(d) <= reachMicros)
                .sorted()
                .toArray();
        int from = 0;
        int count = 0;
        for (int first = 0, end = 0; first < sorted.length; first++) {
            while (end < sorted.length && sorted[end] < sorted[first] + CLUSTER_MICROS) end++;
            boolean nearer = end - first == count && Math.abs(sorted[first]) < Math.abs(sorted[from]);
            if (end - first > count || nearer) {
                from = first;
                count = end - first;
            }
        }
        double byChance = (double) sorted.length * CLUSTER_MICROS / (2.0 * reachMicros);
        if (count < SAMPLES_MIN || count < STANDS_OUT * byChance) return Optional.empty();
        return ahead(Arrays.stream(sorted, from, from + count).boxed().toList(), 0);
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
