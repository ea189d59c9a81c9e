package dev.synoptic.standalone.demo;

import dev.synoptic.gateway.ratios.ClockNote;
import dev.synoptic.standalone.fleet.FleetLog;
import dev.synoptic.standalone.fleet.FleetPlan;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// What is wrong with clocks and time zones, told with the zone that would fit (`mail.md` J7).
///
/// @param fleet says which zones were set
/// @param when  about when everything happened
record ClockWarnings(FleetPlan fleet, Instant when) {

    /// A line for each thing that is wrong.
    List<String> of(List<ClockNote> clocks) {
        return clocks.stream()
                .flatMap(clock -> warning(clock).stream())
                .distinct()
                .toList();
    }

    private Optional<String> warning(ClockNote clock) {
        return fitting(clock).or(clock::warning);
    }

    private Optional<String> fitting(ClockNote clock) {
        if (!clock.isWrongZone()) return Optional.empty();
        return zoneOf(clock.site())
                .flatMap(set -> offset(set, clock)
                        .map(fits -> clock.zoneWarning(_ -> "time-zone is " + name(set) + ", and "
                                + fits.getId().replace("Z", "+00:00") + " would fit")));
    }

    private static String name(ZoneId set) {
        return set.equals(ZoneOffset.UTC) ? "UTC" : set.getId();
    }

    private Optional<ZoneId> zoneOf(String site) {
        return fleet.sites().stream()
                .filter(each -> each.name().equals(site))
                .flatMap(each -> each.logs().stream())
                .map(FleetLog::zone)
                .findFirst();
    }

    private Optional<ZoneOffset> offset(ZoneId set, ClockNote clock) {
        long seconds = set.getRules().getOffset(when).getTotalSeconds()
                + clock.zoneShift().toSeconds();
        try {
            return Optional.of(ZoneOffset.ofTotalSeconds((int) seconds));
        } catch (DateTimeException nowhere) {
            return Optional.empty(); // farther than any zone: the date is wrong, too
        }
    }
}
