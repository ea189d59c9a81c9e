package dev.synoptic.gateway.http.ratios;

import dev.synoptic.gateway.http.schema.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Counts over time.
@Meaning("Counts over time.")
public record SeriesReply(
        @Meaning(value = "Length of each step.", example = "hour")
        String step,

        @Meaning("The only family of systems in it.") Optional<String> os,

        @Meaning("The only site in it.") Optional<String> site,

        @Meaning("The only service of the mail hosts in it.")
        Optional<String> service,

        @Meaning("The only mail host in it.") Optional<String> mailHost,

        @Meaning("Start of the period; absent where nothing was counted.")
        Optional<Instant> from,

        @Meaning("End of the period, not included.") Optional<Instant> to,

        @Meaning("The zone of every moment and step.") String timeZone,

        @Meaning("Versions of signatures, aliases and join rules that the counts rest on.")
        String rules,

        @Meaning("Whether more may still come.") boolean provisional,

        @Meaning("Everything before is complete; absent where no source was heard of, or all have ended.")
        Optional<Instant> completeTo,

        @Meaning("What the counts of this site and period, or of all, cannot know of.")
        MissingReply missing,

        @Meaning("In order of time; steps in which nothing came are left out.")
        List<Point> points) {

    /// One step.
    @Meaning("One step.")
    public record Point(
            @Meaning("Its start.") Instant start,
            @Meaning("Accepted in it.") long accepted,
            @Meaning("Rejected in it.") long rejected,

            @Meaning("Greylisted, deferred, aborted, or refused at stage AUTH in it.")
            long other,

            @Meaning("Of all of these, those whose system cannot be named.")
            long unknown,

            @Meaning("Rejected of accepted and rejected, 0 to 1; absent where neither came.")
            OptionalDouble share,

            @Meaning("Lower bound of Wilson's interval of the share at 95 %.")
            OptionalDouble low,

            @Meaning("Upper bound of Wilson's interval of the share at 95 %.")
            OptionalDouble high) {}
}
