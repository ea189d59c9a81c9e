package dev.synoptic.agent;

import java.time.Duration;

/// How often an agent tells how far it has come: after so many records, or so much of the capture's time.
///
/// @param records  at most so many records between two
/// @param time     at most so much capture time between two, as long as there are frames
/// @param disorder how far frames or lines may be out of order: progress stays so far behind
public record ProgressPace(int records, Duration time, Duration disorder) {

    /// Of files, which are read as fast as may be: a day of one says so 288 times in each partition. Nobody
    /// looks at the tables in between, and every mark is overtaken by the next; what a source lost is dated by
    /// them.
    public static final ProgressPace DEFAULT = new ProgressPace(10_000, Duration.ofMinutes(5), Duration.ofSeconds(2));

    public ProgressPace {
        if (records < 1 || time.isNegative() || disorder.isNegative()) {
            throw new IllegalArgumentException("progress after " + records + " records, " + time);
        }
    }
}
