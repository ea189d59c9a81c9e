package dev.synoptic.gateway.http.ratios;

import dev.synoptic.gateway.http.schema.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A table of ratios, with all that must be known to read it.
@Meaning("A table of ratios, with all that must be known to read it.")
public record RatioReply(
        @Meaning(value = "What the rows are.", example = "os")
        String by,

        @Meaning("The only family of systems in it.") Optional<String> os,

        @Meaning("The only site in it.") Optional<String> site,

        @Meaning("The only service of the mail hosts in it.")
        Optional<String> service,

        @Meaning("The only mail host in it.") Optional<String> mailHost,

        @Meaning("Start of the period; without it all time.")
        Optional<Instant> from,

        @Meaning("End of the period, not included.") Optional<Instant> to,

        @Meaning(value = "The zone of every moment and window.", example = "UTC")
        String timeZone,

        @Meaning("The first hour that anything was counted in, anywhere.")
        Optional<Instant> dataFrom,

        @Meaning("The end of the last hour that anything was counted in, anywhere.")
        Optional<Instant> dataTo,

        @Meaning("Versions of signatures, aliases and join rules that the counts rest on.")
        String rules,

        @Meaning("Versions of further counts, which are not in it.")
        List<String> otherRules,

        @Meaning("Whether more may still come.") boolean provisional,

        @Meaning("Everything before is complete; absent where no source was heard of, or all have ended.")
        Optional<Instant> completeTo,

        @Meaning("What the counts of this site and period, or of all, cannot know of.")
        MissingReply missing,

        @Meaning("How clocks compare, which the join of verdicts and handshakes rests on.")
        List<ClockReply> clocks,

        @Meaning("The period that `before` is about.") Optional<Range> previous,

        @Meaning("Rows that were tested together for having moved since.")
        int testsOfMoves,

        @Meaning("Whether the outcome depends on the row at all; absent where too little was counted to ask.")
        Optional<Dependence> dependence,

        @Meaning("What every table says of itself, for people.")
        String readThis,

        @Meaning("The sum over all rows, also those of other pages.")
        RatioFigures total,

        @Meaning("Rows that there are.") int rowsTotal,
        @Meaning("Rows before the first one of this page.") int offset,

        @Meaning(
                "The name to ask for the next page with, as `after`; absent on the last page, and where rows are not in"
                        + " the order of their names.")
        Optional<String> next,

        @Meaning("Most counted first, or by their names.") List<RatioFigures> rows) {

    /// Whether accepted and rejected depend on the row (S5).
    @Meaning("Whether accepted and rejected depend on the row: Pearson's test over the rows of the whole table.")
    public record Dependence(
            @Meaning("Chi-square.") double chiSquare,
            @Meaning("Its degrees of freedom.") int freedom,

            @Meaning("Chance of so great a value if nothing depended on the row.")
            double pValue,

            @Meaning("How strong the dependence is, 0 to 1.")
            double cramersV,

            @Meaning("Rows tested; those with an expected count below 5 are put together.")
            int rows) {}

    /// A period.
    @Meaning("A period.")
    public record Range(
            @Meaning("Its start.") Instant from,
            @Meaning("Its end, not included.") Instant to) {}
}
