package dev.synoptic.gateway.join;

import dev.synoptic.schemas.ClockDifferences;
import dev.synoptic.schemas.ClockReading;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.ratio.Missing;

/// What the join tells the counting.
sealed interface CountInput {

    /// One verdict was settled, or an earlier result of it corrected.
    record Settled(JoinedVerdict joined) implements CountInput {}

    /// Two clocks were compared.
    record ClocksCompared(ClockWatch.Watched clocks, ClockReading reading) implements CountInput {}

    /// What this partition has to say of two clocks, for the others.
    record ClocksTold(ClockWatch.Watched clocks, ClockDifferences differences) implements CountInput {}

    /// Whether a site's sources have all ended here, and all that can be said of its clocks has been told before this.
    record SiteTold(String site, boolean ended) implements CountInput {}

    /// A source told of something that the counts cannot know of.
    ///
    /// @param micros when, microseconds since 1970, UTC
    record FoundMissing(EnrolledSource source, long micros, Missing missing) implements CountInput {}

    /// Nothing more comes from this input record: counts may leave.
    ///
    /// @param closedMicros how far everything is complete
    record RoundEnded(long closedMicros) implements CountInput {}
}
