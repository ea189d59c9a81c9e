package dev.synoptic.agent;

import java.time.Duration;

/// How often an agent tells how far it has come: after so many records, or so much of the capture's time.
///
/// @param records  at most so many records between two
/// @param time     at most so much capture time between two, as long as there are frames
/// @param disorder how far frames or lines may be out of order: progress stays so far behind
public record ProgressPace(int records, Duration time, Duration disorder) {

    /// A capture of a day says so 8,640 times in each partition.
    public static final ProgressPace DEFAULT = new ProgressPace(10_000, Duration.ofSeconds(10), Duration.ofSeconds(2));

    public ProgressPace {
        if (records < 1 || time.isNegative() || disorder.isNegative()) {
            throw new IllegalArgumentException("progress after " + records + " records, " + time);
        }
    }
}
