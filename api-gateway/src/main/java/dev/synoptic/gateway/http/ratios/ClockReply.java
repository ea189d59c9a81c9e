package dev.synoptic.gateway.http.ratios;

import dev.synoptic.gateway.http.schema.Meaning;
import dev.synoptic.gateway.ratios.ClockNote;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// How the clocks of a capture and a mail host compare (`mail.md` J7).
@Meaning("How the clocks of a capture and a mail host compare.")
public record ClockReply(
        @Meaning("The site of the mail host.") String site,
        @Meaning("The mail host, as its log names it.") String host,
        @Meaning("The agent that captures.") String agent,

        @Meaning("Seconds that the capture's clock runs ahead; absent with too few sessions to tell.")
        OptionalDouble aheadSeconds,

        @Meaning("Sessions that it was measured by.") long samples,

        @Meaning("Whether sessions are held against handshakes with this corrected.")
        boolean corrected,

        @Meaning("Seconds that the log's times are ahead as if read in a wrong time zone, whole quarter hours; 0 where"
                + " they are not.")
        long zoneShiftSeconds,

        @Meaning("What an administrator should look at, in words; absent where there is nothing.")
        Optional<String> warning) {

    static ClockReply of(ClockNote note) {
        return new ClockReply(
                note.site(),
                note.host(),
                note.agent(),
                note.ahead().map(ClockReply::seconds).map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                note.samples(),
                note.corrected(),
                note.zoneShift().toSeconds(),
                note.warning());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }
}
