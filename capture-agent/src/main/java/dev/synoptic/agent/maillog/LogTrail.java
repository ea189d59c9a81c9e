package dev.synoptic.agent.maillog;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.maillog.Generations.Generation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The octets of a log through its generations, in order, from where they were left (V32, V33). One thread.
final class LogTrail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogTrail.class);

    /// What asking for octets came to.
    enum Step {
        /// [#buffer] holds [#length] octets.
        OCTETS,
        /// Nothing new yet; ask again.
        NOTHING_YET,
        /// What follows is of another generation, [#generation].
        NEXT_GENERATION
    }

    private final Path log;
    private final Duration lateWriters;
    private final InstantSource clock;
    private final AgentCounters counters;
    private final byte[] buffer = new byte[1 << 16];
    private int length;
    private Optional<OpenGeneration> current = Optional.empty();
    private boolean copyToFinish;
    private long leftAt;

    LogTrail(Path log, Duration lateWriters, InstantSource clock, AgentCounters counters) {
        this.log = log.toAbsolutePath();
        this.lateWriters = lateWriters;
        this.clock = clock;
        this.counters = counters;
    }

    /// Goes to where a checkpoint says; to the oldest generation where there is none, or none that it fits.
    ///
    /// @return whether the checkpoint's place was found
    boolean goTo(Optional<FileMark> mark) throws IOException {
        List<Generation> all = Generations.of(log);
        if (mark.isPresent()) {
            var found = find(all, mark.get().key(), mark.get().head());
            if (found.isPresent()) {
                open(found.get(), mark.get().offset());
                return true;
            }
            counters.count(AgentCounter.LOG_GAPS);
            LOG.warn("{}: where reading had stopped is not there any more; what is oldest is read next", log);
        }
        if (!all.isEmpty()) open(all.getFirst(), 0);
        return false;
    }

    /// The same file if it still begins the same, else whatever begins the same (V33).
    private static Optional<Generation> find(List<Generation> all, FileKey key, LogHead head) {
        for (var generation : all) {
            if (generation.key().equals(key) && head.fits(generation.path())) return Optional.of(generation);
        }
        if (head.octets() == 0) return Optional.empty();
        for (var generation : all) {
            if (head.fits(generation.path())) return Optional.of(generation);
        }
        return Optional.empty();
    }

    private void open(Generation generation, long offset) throws IOException {
        leftAt = current.map(OpenGeneration::offset).orElse(0L);
        current.ifPresent(OpenGeneration::close);
        current = Optional.of(OpenGeneration.open(generation, generation.path().equals(log), offset));
        LOG.debug("{}: reading {} from octet {}", log, generation.path(), offset);
    }

    /// The generation that is read; empty while there is none.
    Optional<OpenGeneration> generation() {
        return current;
    }

    /// How far the generation before this one was read.
    long leftAt() {
        return leftAt;
    }

    byte[] buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    /// The next octets, or why there are none.
    Step next() throws IOException {
        if (current.isEmpty()) return appear();
        var open = current.get();
        if (!open.isAtEnd() || !wasTruncated(open)) {
            length = open.read(buffer);
            if (length > 0) return Step.OCTETS;
        }
        return atEnd(open);
    }

    /// A log may come into being after its follower.
    private Step appear() throws IOException {
        List<Generation> all = Generations.of(log);
        if (all.isEmpty()) return Step.NOTHING_YET;
        open(all.getFirst(), 0);
        return Step.NEXT_GENERATION;
    }

    private Step atEnd(OpenGeneration open) throws IOException {
        if (copyToFinish) {
            copyToFinish = false;
            return turnTo(FileKey.ofExisting(log));
        }
        var key = FileKey.ofExisting(log);
        if (key.isEmpty()) return Step.NOTHING_YET; // between rename and create
        if (!key.get().equals(open.key())) return rotated(open);
        if (wasTruncated(open)) return truncated(open);
        return Step.NOTHING_YET;
    }

    private boolean wasTruncated(OpenGeneration open) throws IOException {
        return open.isPlain() && FileKey.ofExisting(log).equals(Optional.of(open.key())) && open.isEmptied(log);
    }

    /// Emptied in place. A copy that was taken before may hold what was not read in time.
    private Step truncated(OpenGeneration open) throws IOException {
        counters.count(AgentCounter.LOG_TRUNCATIONS);
        LOG.info("{}: emptied in place; what was written between its copy and that is lost", log);
        var head = open.head();
        long offset = open.offset();
        for (var generation : Generations.of(log)) {
            if (generation.key().equals(open.key()) || head.octets() == 0) continue;
            if (!head.fits(generation.path())) continue;
            try {
                open(generation, offset);
                copyToFinish = true;
                return Step.NEXT_GENERATION;
            } catch (IOException shorter) {
                LOG.debug("{}: the copy ends before what was read", generation.path(), shorter);
            }
        }
        return turnTo(FileKey.ofExisting(log));
    }

    private Step rotated(OpenGeneration open) throws IOException {
        List<Generation> all = Generations.of(log);
        if (open.isPlain() && open.mayStillBeWritten(clock.instant(), lateWriters)) return Step.NOTHING_YET;
        length = open.read(buffer);
        if (length > 0) return Step.OCTETS;
        counters.count(AgentCounter.LOG_ROTATIONS);
        int at = indexOf(all, open);
        if (at < 0) {
            var later = all.stream()
                    .filter(each -> each.modified().compareTo(open.modified()) >= 0)
                    .findFirst();
            return turnTo(later.map(Generation::key));
        }
        return at + 1 < all.size() ? turnTo(Optional.of(all.get(at + 1).key())) : Step.NOTHING_YET;
    }

    private static int indexOf(List<Generation> all, OpenGeneration open) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).key().equals(open.key())) return i;
        }
        var head = open.head();
        if (head.octets() == 0) return -1;
        for (int i = all.size() - 1; i >= 0; i--) {
            if (head.fits(all.get(i).path())) return i;
        }
        return -1;
    }

    private Step turnTo(Optional<FileKey> key) throws IOException {
        for (var generation : Generations.of(log)) {
            if (Optional.of(generation.key()).equals(key)) {
                open(generation, 0);
                return Step.NEXT_GENERATION;
            }
        }
        return Step.NOTHING_YET;
    }

    @Override
    public void close() {
        current.ifPresent(OpenGeneration::close);
    }
}
