package dev.synoptic.gateway.http.hosts;

import dev.synoptic.gateway.http.schema.Meaning;
import dev.synoptic.host.HostDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The days on which a host was seen.
@Meaning("The days on which a host was seen: completed handshakes alone.")
public record HistoryReply(
        @Meaning("IPv4, or IPv6 as RFC 5952 writes it.") String address,
        @Meaning("The zone of every day and moment.") String timeZone,
        @Meaning("The earliest first.") List<Day> days) {

    /// One day.
    @Meaning("One day.")
    public record Day(
            @Meaning(value = "The day.", example = "2026-11-20")
            String day,

            @Meaning("The first handshake of the day.") Instant firstSeen,
            @Meaning("The last one.") Instant lastSeen,
            @Meaning("How many there were, in either role.") long connections,
            @Meaning("Operating systems recognised.") List<String> systems,
            @Meaning("Sites that saw it.") List<String> sites,

            @Meaning("Whether there were more systems or sites than are told.")
            boolean more) {

        static Day of(HostDay day) {
            return new Day(
                    LocalDate.ofEpochDay(day.day()).toString(),
                    Instant.EPOCH.plus(day.firstMicros(), ChronoUnit.MICROS),
                    Instant.EPOCH.plus(day.lastMicros(), ChronoUnit.MICROS),
                    day.connections(),
                    day.systems(),
                    day.sites(),
                    day.more());
        }
    }
}
