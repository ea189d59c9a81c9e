package dev.synoptic.gateway.ratios;

import dev.synoptic.schemas.ClockReading;
import dev.synoptic.verdict.join.ClockSkew;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How the clocks of a capture and a mail host compare, and whether the log's time zone looks wrong (`mail.md` J7).
///
/// @param site      of the mail host
/// @param host      the mail host
/// @param agent     that captures
/// @param ahead     how far the capture's clock runs ahead; empty where it could not be measured
/// @param samples   sessions that it was measured by
/// @param corrected whether sessions are held against SYNs with this corrected
/// @param zoneShift how far the log's times are ahead as if read in a wrong time zone; zero where they are not
public record ClockNote(
        String site,
        String host,
        String agent,
        Optional<Duration> ahead,
        long samples,
        boolean corrected,
        Duration zoneShift) {

    /// From what each partition measured: clocks by the mean over all, zones by what most of them say.
    static ClockNote of(String site, String host, String agent, Collection<ClockReading> readings) {
        long samples = readings.stream().mapToLong(ClockReading::samples).sum();
        double weighed = readings.stream()
                .mapToDouble(each -> (double) each.aheadMicros() * each.samples())
                .sum();
        long shift = readings.stream()
                .filter(each -> each.zoneShiftMicros() != 0)
                .collect(Collectors.groupingBy(ClockReading::zoneShiftMicros, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<Long, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0L);
        return new ClockNote(
                site,
                host,
                agent,
                samples == 0 ? Optional.empty() : Optional.of(micros(Math.round(weighed / samples))),
                samples,
                readings.stream().anyMatch(ClockReading::corrected),
                micros(shift));
    }

    static final Comparator<ClockNote> IN_ORDER =
            Comparator.comparing(ClockNote::site).thenComparing(ClockNote::host).thenComparing(ClockNote::agent);

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    /// Whether the log seems to be read in another time zone than it was written in.
    public boolean isWrongZone() {
        return !zoneShift.isZero();
    }

    /// Whether an administrator should look at it.
    public boolean isWarning() {
        return isWrongZone()
                || ahead.filter(measured -> measured.abs().compareTo(ClockSkew.WARNED_ABOVE) > 0)
                        .isPresent();
    }

    /// What is wrong, for people; empty where nothing is.
    public Optional<String> warning() {
        if (isWrongZone()) return Optional.of(zoneWarning(shift -> "a zone that is " + shift + " would fit"));
        return ahead.filter(_ -> isWarning())
                .map(measured -> site + ": the clock of " + agent + "'s capture is " + seconds(measured.abs()) + " s "
                        + (measured.isNegative() ? "behind" : "ahead of") + " that of mail host " + host
                        + (corrected ? ", which is corrected for" : ""));
    }

    /// The same where it is known which zone was set.
    ///
    /// @param fitting what to say of the zone that would fit, by the difference of its offset to the one set
    public String zoneWarning(Function<String, String> fitting) {
        String far = hours(zoneShift.abs());
        return site + ": the times of mail host " + host + " are " + far
                + (zoneShift.isNegative() ? " behind" : " ahead of")
                + " its capture's: its log is read in the wrong time"
                + " zone; " + fitting.apply(far + (zoneShift.isNegative() ? " behind" : " ahead of") + " the one set");
    }

    private static String hours(Duration time) {
        return "%d:%02d h".formatted(time.toHours(), time.toMinutesPart());
    }

    private static String seconds(Duration time) {
        return "%d.%01d".formatted(time.toSeconds(), time.toMillisPart() / 100);
    }
}
