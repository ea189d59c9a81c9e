package dev.synoptic.schemas;

import dev.synoptic.verdict.ratio.Missing;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.SenderCounts;

/// One value of `ratios.v1`.
public sealed interface RatioMessage {

    /// The counts of one group, window and partition, as they stand.
    record Counted(RatioCounts counts) implements RatioMessage {}

    /// How far the counts of one partition are closed.
    ///
    /// @param watermarkMicros nothing older will change them, microseconds since 1970, UTC; [Long#MAX_VALUE] at
    ///     the end
    /// @param ended           whether all sources have ended
    record Closed(long watermarkMicros, boolean ended) implements RatioMessage {}

    /// What the senders of one group, site and day are worth.
    record Sent(SenderCounts counts) implements RatioMessage {}

    /// What the counts of one site and window cannot know of, as one source of an agent told it.
    record Missed(Missing missing) implements RatioMessage {}

    /// How the clocks of a capturing agent and a mail host compare (`mail.md` J7), as one partition measured it.
    record Timed(ClockReading reading) implements RatioMessage {}

    /// What one partition has to say of two clocks, for the others.
    record Compared(ClockDifferences differences) implements RatioMessage {}
}
