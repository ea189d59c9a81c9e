package dev.synoptic.agent.maillog;

import dev.synoptic.agent.maillog.Generations.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A generation of a log while it is read.
final class OpenGeneration {

    private static final Logger LOG = LoggerFactory.getLogger(OpenGeneration.class);
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final String id = "g" + NUMBERS.incrementAndGet();
    private final FileKey key;
    private final LogFile file;
    private byte[] first;
    private long offset;
    private boolean atEnd;
    private final FileTime modified;
    private final boolean openedLive;
    private Instant leftSince = Instant.MIN;

    private OpenGeneration(Generation generation, boolean openedLive, LogFile file, byte[] first, long offset) {
        this.key = generation.key();
        this.file = file;
        this.first = first;
        this.offset = offset;
        this.modified = generation.modified();
        this.openedLive = openedLive;
    }

    /// @param live whether it is the log itself, not one rotated away already
    static OpenGeneration open(Generation generation, boolean live, long offset) throws IOException {
        byte[] first = LogHead.read(generation.path(), (int) Math.min(offset, LogHead.OCTETS_MAX));
        return new OpenGeneration(generation, live, LogFile.open(generation.path(), offset), first, offset);
    }

    /// Names it in references to its lines, within this process.
    String id() {
        return id;
    }

    FileKey key() {
        return key;
    }

    /// Of what was read of it.
    LogHead head() {
        return LogHead.of(first);
    }

    /// Of the next octet.
    long offset() {
        return offset;
    }

    FileTime modified() {
        return modified;
    }

    boolean isPlain() {
        return file.isPlain();
    }

    /// Whether the last reading found nothing.
    boolean isAtEnd() {
        return atEnd;
    }

    int read(byte[] into) throws IOException {
        int length = file.read(into);
        atEnd = length <= 0;
        if (atEnd) return length;
        if (first.length < LogHead.OCTETS_MAX) {
            int taken = Math.min(length, LogHead.OCTETS_MAX - first.length);
            int before = first.length;
            first = Arrays.copyOf(first, before + taken);
            System.arraycopy(into, 0, first, before, taken);
        }
        offset += length;
        return length;
    }

    /// Whether what now stands under the log's name, being the same file, is shorter than what was read of it, or
    /// begins otherwise (V32).
    boolean isEmptied(Path log) throws IOException {
        return Files.size(log) < offset || !head().begins(log);
    }

    /// Whether its writer may not have heard yet that it was renamed (V32).
    boolean mayStillBeWritten(Instant now, Duration lateWriters) {
        if (leftSince.equals(Instant.MIN)) leftSince = openedLive ? now : modified.toInstant();
        return !now.isBefore(leftSince) && Duration.between(leftSince, now).compareTo(lateWriters) < 0;
    }

    void close() {
        try {
            file.close();
        } catch (IOException alreadyRead) {
            LOG.debug("closing a log", alreadyRead);
        }
    }
}
