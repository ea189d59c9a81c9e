package dev.synoptic.host;

import java.util.List;
import java.util.stream.Stream;

/// What one day showed of a host: completed handshakes alone, by capture time, UTC.
///
/// @param day         days since 1970
/// @param firstMicros the first handshake of the day, microseconds since 1970, UTC
/// @param lastMicros  the last one
/// @param connections how many there were, in either role; at least 1
/// @param systems     operating systems recognised, as `Linux 3.11 and newer`, at most [#NAMES_MAX]
/// @param sites       who saw it, at most [#NAMES_MAX]
/// @param more        whether there were more systems or sites than that
public record HostDay(
        int day,
        long firstMicros,
        long lastMicros,
        long connections,
        List<String> systems,
        List<String> sites,
        boolean more) {

    /// Systems, respectively sites, told of one day; a host that shows more is many hosts.
    public static final int NAMES_MAX = 8;

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    public HostDay {
        if (systems.size() > NAMES_MAX || sites.size() > NAMES_MAX) {
            throw new IllegalArgumentException(systems.size() + " systems, " + sites.size() + " sites of a day");
        }
        systems = List.copyOf(systems);
        sites = List.copyOf(sites);
    }

    /// The day of this moment.
    public static int dayOf(long micros) {
        return (int) Math.floorDiv(micros, MICROS_PER_DAY);
    }

    /// A day with one handshake.
    static HostDay of(long micros, List<String> systems, String site) {
        return new HostDay(dayOf(micros), micros, micros, 1, systems, List.of(site), false);
    }

    /// What both tell of the same day, which share no handshake.
    HostDay with(HostDay other) {
        if (day != other.day) throw new IllegalArgumentException("days " + day + " and " + other.day);
        var allSystems = union(systems, other.systems);
        var allSites = union(sites, other.sites);
        return new HostDay(
                day,
                Math.min(firstMicros, other.firstMicros),
                Math.max(lastMicros, other.lastMicros),
                connections + other.connections,
                atMost(allSystems),
                atMost(allSites),
                more || other.more || allSystems.size() > NAMES_MAX || allSites.size() > NAMES_MAX);
    }

    private static List<String> union(List<String> some, List<String> others) {
        return some.containsAll(others)
                ? some
                : Stream.concat(some.stream(), others.stream())
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static List<String> atMost(List<String> names) {
        return names.size() > NAMES_MAX ? names.subList(0, NAMES_MAX) : names;
    }
}
