package dev.synoptic.gateway.http.ratios;

import dev.synoptic.gateway.http.schema.Meaning;
import dev.synoptic.verdict.ratio.DecayedCounts;
import dev.synoptic.verdict.statistics.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How things stand now.
@Meaning("How things stand now: every hour counts, half as much after each half-life.")
public record CurrentReply(
        @Meaning(value = "What the rows are.", example = "os")
        String by,

        @Meaning("The only family of systems in it.") Optional<String> os,

        @Meaning("The only site in it.") Optional<String> site,

        @Meaning("The only service of the mail hosts in it.")
        Optional<String> service,

        @Meaning("The only mail host in it.") Optional<String> mailHost,

        @Meaning("Hours after which a message counts half.") double halfLifeHours,

        @Meaning("The end of the newest window that counted, from which ages go; absent where nothing was counted.")
        Optional<Instant> asOf,

        @Meaning(value = "The zone of every moment and window.", example = "UTC")
        String timeZone,

        @Meaning("Versions of signatures, aliases and join rules that the counts rest on.")
        String rules,

        @Meaning("Versions of further counts, which are not in it.")
        List<String> otherRules,

        @Meaning("Whether more may still come to the newest window.")
        boolean provisional,

        @Meaning("What the windows that counted cannot know of, whatever their age.")
        MissingReply missing,

        @Meaning("The sum over all rows.") Figures total,
        @Meaning("Most counted first.") List<Figures> rows) {

    /// Counts by weight.
    @Meaning("Counts by weight.")
    public record Figures(
            @Meaning(value = "What the row is about; not in a total.", example = "Windows")
            Optional<String> name,

            @Meaning("The weight of what was accepted.") double accepted,
            @Meaning("The weight of what was rejected.") double rejected,

            @Meaning("Rejected of accepted and rejected, 0 to 1; absent where nothing was counted.")
            OptionalDouble share,

            @Meaning("Lower bound of Wilson's interval of the share at 95 %.")
            OptionalDouble low,

            @Meaning("Upper bound of Wilson's interval of the share at 95 %.")
            OptionalDouble high,

            @Meaning("How many messages of full weight these are worth; the interval rests on it.")
            double effective,

            @Meaning("Whether they are worth enough for the share to mean something.")
            boolean enough,

            @Meaning("The share over that of the whole table.")
            OptionalDouble lift,

            @Meaning("What part of the whole table this is, 0 to 1.")
            OptionalDouble ofAll) {

        static Figures of(Optional<String> name, DecayedCounts counts, DecayedCounts all) {
            Interval interval = counts.interval();
            boolean counted = counts.counted() > 0;
            return new Figures(
                    name,
                    counts.accepted(),
                    counts.rejected(),
                    counts.share(),
                    counted ? OptionalDouble.of(interval.low()) : OptionalDouble.empty(),
                    counted ? OptionalDouble.of(interval.high()) : OptionalDouble.empty(),
                    counts.effective(),
                    counts.isEnough(),
                    counts.liftOver(all),
                    all.counted() > 0 ? OptionalDouble.of(counts.counted() / all.counted()) : OptionalDouble.empty());
        }
    }
}
