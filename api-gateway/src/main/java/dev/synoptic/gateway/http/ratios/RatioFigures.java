package dev.synoptic.gateway.http.ratios;

import dev.synoptic.gateway.http.schema.Meaning;
import dev.synoptic.gateway.ratios.Move;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioDetail;
import dev.synoptic.verdict.ratio.SenderCounts;
import dev.synoptic.verdict.statistics.Interval;
import dev.synoptic.verdict.statistics.Lift;
import dev.synoptic.verdict.statistics.Newcombe;
import dev.synoptic.verdict.statistics.Wilson;
import java.util.Optional;
import java.util.OptionalDouble;

/// Counts of one row, or of a whole table, with what statistics say of them (`mail.md` T1, T2, S1–S3).
@Meaning("Counts, and what statistics say of them.")
public record RatioFigures(
        @Meaning(value = "What the row is about; not in a total.", example = "Windows")
        Optional<String> name,

        @Meaning("Transactions and connections that were accepted.")
        long accepted,

        @Meaning("Transactions and connections that were rejected, but for those at stage AUTH.")
        long rejected,

        @Meaning(value = "Rejected of accepted and rejected, as the tables write it.", example = "49.96%")
        String ratio,

        @Meaning("The same as a number from 0 to 1; absent where nothing was counted.")
        OptionalDouble share,

        @Meaning("Lower bound of Wilson's interval of the share at 95 %.")
        OptionalDouble low,

        @Meaning("Upper bound of Wilson's interval of the share at 95 %.")
        OptionalDouble high,

        @Meaning("Whether enough was counted for the share to mean something.")
        boolean enough,

        @Meaning("The share over that of the whole table.") OptionalDouble lift,

        @Meaning("What part of the whole table this is, 0 to 1.")
        OptionalDouble ofAll,

        @Meaning("What stands beside the ratio, in no part of it.")
        NotCounted notCounted,

        @Meaning("How verdicts came to their fingerprints.") Joined joined,
        @Meaning("Why no system can be named.") Unknown unknown,

        @Meaning("What the senders are worth; only of whole days.")
        Optional<Senders> senders,

        @Meaning("The period before, of the same length; only where it was asked for.")
        Optional<Before> before) {

    /// Below so many the share is shown as not enough (S2).
    static final long ENOUGH = RatioDetail.SAMPLE_MIN;

    /// Outcomes that no ratio counts.
    @Meaning("Outcomes that no ratio counts.")
    public record NotCounted(
            @Meaning("Such mail comes back and counts when it is accepted.")
            long greylisted,

            @Meaning("Refused for now.") long deferred,

            @Meaning("The client went away.") long aborted,

            @Meaning("Refused at stage AUTH, whatever the outcome.")
            long authentication) {}

    /// How verdicts came to their fingerprints.
    @Meaning("How verdicts came to their fingerprints.")
    public record Joined(
            @Meaning("By address and port.") long exactly,
            @Meaning("By address, certain of the label.") long byAddress,

            @Meaning("By address, several labels being possible.")
            long ambiguous,

            @Meaning("By what was last known of the address.")
            long fromCache) {}

    /// Why no system can be named.
    @Meaning("Why no operating system can be named.")
    public record Unknown(
            @Meaning("No SYN was seen.") long noSyn,
            @Meaning("Several systems were possible.") long ambiguous,

            @Meaning("A SYN was seen that no signature explains.")
            long noMatch,

            @Meaning("Only a program could be named, no system.")
            long tool) {}

    /// What senders are worth: a thousand messages of one address are one address (S4).
    @Meaning("What senders are worth: a thousand messages of one address are one address.")
    public record Senders(
            @Meaning("Addresses by the day: one that comes on two days counts twice.")
            long addresses,

            @Meaning("Of them, those with more rejected than accepted.")
            long mostlyRejected,

            @Meaning(value = "Share of these, as the tables write it.", example = "62.50%")
            String ratioBySender,

            @Meaning(value = "Ratio where an address counts for at most 50 messages a day.", example = "31.25%")
            String cappedRatio,

            @Meaning("How many independent senders the messages are worth.")
            double effective,

            @Meaning("Whether they are worth fewer than 30.")
            boolean few) {

        static Senders of(SenderCounts counts) {
            return new Senders(
                    counts.senders(),
                    counts.sendersRejected(),
                    counts.ratioBySender(),
                    counts.cappedRatio(),
                    counts.effective(),
                    counts.effective() < ENOUGH);
        }
    }

    /// The same in the period before.
    @Meaning("The same in the period before.")
    public record Before(
            @Meaning("Accepted in the period before.") long accepted,
            @Meaning("Rejected in the period before.") long rejected,
            @Meaning("Ratio of the period before.") String ratio,

            @Meaning("Lower bound of the difference to it (Newcombe, 95 %).")
            double differenceLow,

            @Meaning("Upper bound of the difference to it (Newcombe, 95 %).")
            double differenceHigh,

            @Meaning("Whether the share moved by more than chance explains, all rows tested together.")
            Move move) {

        static Before of(RatioCounts now, RatioCounts before, Move move) {
            Interval difference =
                    Newcombe.difference(now.rejected(), now.counted(), before.rejected(), before.counted());
            return new Before(
                    before.accepted(), before.rejected(), before.ratio(), difference.low(), difference.high(), move);
        }
    }

    /// @param name   of the row; empty for the total
    /// @param counts of it
    /// @param all    of the whole table
    public static RatioFigures of(Optional<String> name, RatioCounts counts, RatioCounts all) {
        return of(name, counts, all, Optional.empty(), Optional.empty());
    }

    /// @param senders who sent what the row counts, where that is known
    /// @param before  the period before, where it was asked for
    static RatioFigures of(
            Optional<String> name,
            RatioCounts counts,
            RatioCounts all,
            Optional<SenderCounts> senders,
            Optional<Before> before) {
        long counted = counts.counted();
        var interval = Wilson.interval(counts.rejected(), counted);
        return new RatioFigures(
                name,
                counts.accepted(),
                counts.rejected(),
                counts.ratio(),
                only(counted > 0, counts.rejected() / (double) counted),
                only(counted > 0, interval.low()),
                only(counted > 0, interval.high()),
                counted >= ENOUGH,
                Lift.of(counts.rejected(), counted, all.rejected(), all.counted()),
                only(all.counted() > 0, counted / (double) all.counted()),
                new NotCounted(counts.greylisted(), counts.deferred(), counts.aborted(), counts.authStage()),
                new Joined(counts.exact(), counts.byAddress(), counts.ambiguous(), counts.cached()),
                new Unknown(counts.noSyn(), counts.ambiguous(), counts.noMatch(), counts.tool()),
                senders.map(Senders::of),
                before);
    }

    private static OptionalDouble only(boolean there, double value) {
        return there ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
