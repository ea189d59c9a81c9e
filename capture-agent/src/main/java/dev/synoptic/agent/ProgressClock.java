package dev.synoptic.agent;

/// Follows the time of one source and says when progress is due, and how far it has come.
///
/// One thread. Times are microseconds since 1970, UTC.
public final class ProgressClock {

    private final long everyRecords;
    private final long everyMicros;
    private final long disorderMicros;

    private long latest = Long.MIN_VALUE;
    private long told = Long.MIN_VALUE;
    private long recordsSince;

    public ProgressClock(ProgressPace pace) {
        everyRecords = pace.records();
        everyMicros = pace.time().toNanos() / 1_000;
        disorderMicros = pace.disorder().toNanos() / 1_000;
    }

    /// Something of this time was read; says whether it is later than promised.
    public boolean at(long micros) {
        latest = Math.max(latest, micros);
        return micros >= told;
    }

    /// A record was published.
    public void published() {
        recordsSince++;
    }

    /// Whether progress should be told now.
    public boolean isDue() {
        long watermark = watermark();
        if (watermark <= told) return false;
        return told == Long.MIN_VALUE || recordsSince >= everyRecords || watermark - told >= everyMicros;
    }

    /// Nothing older than this will follow; once told, that is a promise.
    public long tell() {
        told = Math.max(told, watermark());
        recordsSince = 0;
        return told;
    }

    private long watermark() {
        return latest == Long.MIN_VALUE ? latest : latest - disorderMicros;
    }
}
