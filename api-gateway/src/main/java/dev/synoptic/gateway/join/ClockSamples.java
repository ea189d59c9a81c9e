package dev.synoptic.gateway.join;

import dev.synoptic.schemas.ClockDifferences;
import dev.synoptic.schemas.ClockReading;
import dev.synoptic.verdict.join.ClockSkew;
import dev.synoptic.verdict.join.Difference;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The newest differences between one capture and one mail host (`mail.md` J7).
final class ClockSamples {

    /// Differences remembered of each pair of clocks.
    static final int KEPT_MAX = ClockSkew.SAMPLES_MAX;

    private final TreeMap<Long, Difference> byOrdinal = new TreeMap<>();

    /// A difference and its place among all of its pair.
    record Numbered(long ordinal, Difference difference) {

        /// Where it is kept: what is too old is written over.
        int slot() {
            return (int) (ordinal % KEPT_MAX);
        }
    }

    Numbered add(Difference difference) {
        long next = byOrdinal.isEmpty() ? 0 : byOrdinal.lastKey() + 1;
        var numbered = new Numbered(next, difference);
        put(numbered);
        return numbered;
    }

    void put(Numbered numbered) {
        byOrdinal.put(numbered.ordinal(), numbered.difference());
        while (byOrdinal.lastKey() - byOrdinal.firstKey() >= KEPT_MAX) byOrdinal.pollFirstEntry();
    }

    /// These behind others, that say something of the same clocks.
    ClockSamples with(List<Difference> others) {
        if (others.isEmpty()) return this;
        var all = new ClockSamples();
        others.forEach(all::add);
        byOrdinal.values().forEach(all::add);
        return all;
    }

    boolean isEmpty() {
        return byOrdinal.isEmpty();
    }

    int size() {
        return byOrdinal.size();
    }

    /// The newest of them, at most so many.
    ClockDifferences newest(int most) {
        var newest = byOrdinal.values().stream()
                .skip(Math.max(0, byOrdinal.size() - most))
                .toList();
        return new ClockDifferences(micros(newest, true), micros(newest, false));
    }

    /// How far the capture's clock is ahead: by ports where there are enough, else by addresses.
    Optional<Duration> ahead() {
        List<Long> exact = near(true);
        return exact.size() >= ClockSkew.SAMPLES_MIN
                ? ClockSkew.ahead(exact, 0)
                : ClockSkew.aheadByAddress(near(false), reachMicros());
    }

    /// How far the log's times are ahead as if read in a wrong zone: first by what ports tell.
    Optional<Duration> zoneShift() {
        return ClockSkew.wrongZone(all(true)).or(() -> ClockSkew.wrongZone(all(false)));
    }

    /// What is told of it.
    ///
    /// @param own those of them that are of this partition: each session is told of once
    ClockReading reading(boolean corrected, ClockSamples own) {
        var ahead = ahead();
        long samples = ahead.isEmpty()
                ? 0
                : Math.max(own.near(true).size(), own.near(false).size());
        return new ClockReading(
                ahead.map(ClockSamples::micros).orElse(0L),
                samples,
                corrected,
                zoneShift().map(ClockSamples::micros).orElse(0L));
    }

    private List<Long> near(boolean byPort) {
        return all(byPort).stream()
                .filter(micros -> Math.abs(micros) <= reachMicros())
                .toList();
    }

    private List<Long> all(boolean byPort) {
        return micros(byOrdinal.values(), byPort);
    }

    private static List<Long> micros(Collection<Difference> differences, boolean byPort) {
        return differences.stream()
                .filter(each -> each.byPort() == byPort)
                .map(Difference::micros)
                .toList();
    }

    static long reachMicros() {
        return micros(ClockSkew.MEASURED_UP_TO);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
