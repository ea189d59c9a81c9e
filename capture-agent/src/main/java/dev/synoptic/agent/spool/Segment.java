package dev.synoptic.agent.spool;

import dev.synoptic.agent.publish.Outgoing.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// One file of the spool that is no longer written, and how far it was handed over.
final class Segment {

    private final Path path;
    private final long octets;
    private final long records;
    private final long progress;
    private final Instant first;
    private final Instant last;
    private Handing handing = new Handing();
    private boolean damaged;

    /// One way through the segment; what is settled of an earlier one says nothing of this.
    private static final class Handing implements Claim {
        private final AtomicLong settled = new AtomicLong();
        private long taken;
        private boolean whole;

        @Override
        public void settled() {
            settled.incrementAndGet();
        }
    }

    /// @param records  in it, without progress
    /// @param progress in it
    /// @param first    when it was begun
    /// @param last     when it was ended
    Segment(Path path, long octets, long records, long progress, Instant first, Instant last) {
        this.path = path;
        this.octets = octets;
        this.records = records;
        this.progress = progress;
        this.first = first;
        this.last = last;
    }

    /// A segment that an earlier process left, counted by reading it.
    static Segment found(Path path) throws IOException {
        long records = 0;
        long progress = 0;
        boolean damaged;
        try (var reader = new SegmentReader(path)) {
            for (var record = reader.next(); record.isPresent(); record = reader.next()) {
                if (SpoolSchema.isProgress(record.get())) progress++;
                else records++;
            }
            damaged = reader.isDamaged();
        }
        var times = Files.readAttributes(path, BasicFileAttributes.class);
        var found = new Segment(
                path,
                times.size(),
                records,
                progress,
                times.creationTime().toInstant(),
                times.lastModifiedTime().toInstant());
        found.damaged = damaged;
        return found;
    }

    /// Whether a part of it could not be read when it was found.
    boolean isDamaged() {
        return damaged;
    }

    Path path() {
        return path;
    }

    long octets() {
        return octets;
    }

    long records() {
        return records;
    }

    long progress() {
        return progress;
    }

    Instant first() {
        return first;
    }

    Instant last() {
        return last;
    }

    /// One more is handed out; its claim.
    Claim take() {
        handing.taken++;
        return handing;
    }

    /// All of it is handed out.
    void handedOut() {
        handing.whole = true;
    }

    boolean isBegun() {
        return handing.taken > 0 || handing.whole;
    }

    boolean isHandedOut() {
        return handing.whole;
    }

    /// Whether the brokers have all of it.
    boolean isSettled() {
        return handing.whole && handing.settled.get() >= handing.taken;
    }

    /// Begins again.
    void rewind() {
        handing = new Handing();
    }
}
