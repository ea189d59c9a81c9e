package dev.synoptic.agent.spool;

import java.time.Duration;

/// Bounds of a [Spool].
///
/// @param octets      on disk; beyond that the oldest files go
/// @param age         of records; files whose last record is older go, and no file is written for longer than a
/// sixteenth
///     of it
/// @param syncRecords records after which the disk is made to keep them
/// @param syncTime    after so long in any case
public record SpoolLimits(long octets, Duration age, int syncRecords, Duration syncTime) {

    /// The usual ones: a day without brokers on a busy mail host.
    public static final SpoolLimits DEFAULT =
            new SpoolLimits(1L << 30, Duration.ofDays(3), 1_000, Duration.ofMillis(200));

    private static final long SEGMENT_MIN = 64 << 10, SEGMENT_MAX = 16 << 20;
    private static final int SEGMENTS = 16;

    public SpoolLimits {
        if (octets < 2 * SEGMENT_MIN) throw new IllegalArgumentException("a spool of " + octets + " octets");
        if (syncRecords < 1) throw new IllegalArgumentException("sync after " + syncRecords + " records");
    }

    /// How long one file is written: what is dropped at once when it is too old.
    Duration segmentAge() {
        return age.dividedBy(SEGMENTS);
    }

    /// Octets of one file: what is dropped at once when there is no more room.
    long segmentOctets() {
        return Math.clamp(octets / SEGMENTS, SEGMENT_MIN, SEGMENT_MAX);
    }
}
