package dev.synoptic.agent.spool;

import static dev.synoptic.agent.AgentCounter.LOST_IN_CRASH;
import static dev.synoptic.agent.AgentCounter.SPOOLED;
import static dev.synoptic.agent.AgentCounter.SPOOL_DROPPED;
import static dev.synoptic.agent.AgentCounter.SPOOL_FILES_DAMAGED;
import static dev.synoptic.agent.AgentCounter.SPOOL_PROGRESS_DROPPED;
import static dev.synoptic.agent.AgentCounter.SPOOL_UNWRITTEN;

import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.publish.Outgoing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records on disk, in order, from when the brokers are lost until they have acknowledged them (design §4).
///
/// Avro container files, numbered; the last one is written, the first ones are handed out and deleted once every
/// record of theirs is settled. The order is kept over restarts; what is handed out may be handed out again. One
/// thread, but for claims and the figures.
public final class Spool {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    /// After a disk refused, how long it is left alone: longer each time it refuses again within a minute.
    private static final Duration PAUSE = Duration.ofSeconds(1),
            PAUSE_MAX = Duration.ofSeconds(30),
            RELAPSE = Duration.ofMinutes(1);
    private static final String SUFFIX = ".avro", DEBT = "owed";

    private final Path folder;
    private final SpoolLimits limits;
    private final AgentCounters counters;
    private final InstantSource clock;
    private final Debt debt;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private Optional<SegmentWriter> writer = Optional.empty();
    private Optional<SegmentReader> reader = Optional.empty();
    private Optional<Segment> read = Optional.empty();
    private long nextNumber;
    private long lastSyncNanos = System.nanoTime();
    private long pausedUntilNanos = System.nanoTime();
    private Duration pause = PAUSE;
    private boolean refused;
    private boolean hasRefused;
    private volatile long octets;
    private volatile Optional<Instant> oldest = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();

    private Spool(Path folder, SpoolLimits limits, AgentCounters counters, InstantSource clock, Debt debt) {
        this.folder = folder;
        this.limits = limits;
        this.counters = counters;
        this.clock = clock;
        this.debt = debt;
    }

    /// Opens a folder of its own, with what an earlier process left there.
    ///
    /// @param clock by which records age: one that is never set, lest a step of the wall clock drop them all
    /// @throws IOException where it cannot be made, listed or written
    public static Spool open(Path folder, SpoolLimits limits, AgentCounters counters, InstantSource clock)
            throws IOException {
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) throw new IOException(folder + ": the spool's folder may not be written");
        var spool = new Spool(folder, limits, counters, clock, debt(folder.resolve(DEBT)));
        for (Path path : files(folder)) spool.takeUp(path);
        spool.takeUpDebt();
        spool.tidy();
        return spool;
    }

    private static Debt debt(Path file) {
        try {
            return Debt.in(file);
        } catch (IOException full) {
            LOG.warn("{}: {}; what is lost should this process be killed cannot be counted", file, full.getMessage());
            return Debt.inMemory();
        }
    }

    /// What an earlier process owed and is not here went with that process.
    private void takeUpDebt() {
        long found = 0;
        for (var segment : segments) found += segment.records();
        long lost = Math.max(0, debt.records() - found);
        debt.begin(found);
        if (lost == 0) return;
        counters.add(LOST_IN_CRASH, lost);
        LOG.warn("{}: {} captured records went with an agent that was killed", folder, lost);
    }

    /// What is owed to the brokers, to which every captured record must be added.
    public Debt debt() {
        return debt;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9a-f]{16}\\" + SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private void takeUp(Path path) throws IOException {
        String name = path.getFileName().toString();
        nextNumber = Long.parseUnsignedLong(name.substring(0, 16), 16) + 1;
        var segment = Segment.found(path);
        if (segment.isDamaged()) {
            counters.count(SPOOL_FILES_DAMAGED);
            LOG.warn("{}: not whole, as after a crash; what is whole will be sent", path);
        }
        if (segment.records() + segment.progress() == 0) Files.deleteIfExists(path);
        else segments.add(segment);
    }

    /// Writes a record behind all others; where that is not possible it is lost and counted.
    public void append(Outgoing record) {
        try {
            if (writer.isEmpty() && !create(record)) return;
            var file = writer.orElseThrow();
            file.append(record);
            counters.count(SPOOLED);
            if (file.unsynced() >= limits.syncRecords()) sync(file);
        } catch (IOException full) {
            abort(full);
        }
    }

    private boolean create(Outgoing record) throws IOException {
        if (refused && System.nanoTime() - pausedUntilNanos < 0) {
            lost(record);
            return false;
        }
        try {
            writer = Optional.of(
                    SegmentWriter.create(folder.resolve("%016x%s".formatted(nextNumber, SUFFIX)), clock.instant()));
            nextNumber++;
            return true;
        } catch (IOException full) {
            lost(record);
            throw full;
        }
    }

    private void lost(Outgoing record) {
        if (record.toEveryPartition()) return;
        counters.count(SPOOL_UNWRITTEN);
        debt.settle(1);
    }

    private void sync(SegmentWriter file) throws IOException {
        file.sync();
        lastSyncNanos = System.nanoTime();
        if (refused) LOG.info("{}: written again", folder);
        refused = false;
        trouble = Optional.empty();
        if (file.octets() >= limits.segmentOctets() || isOld(file)) seal();
        tidy();
    }

    /// A file that is written on and on would keep its first record beyond all bounds.
    private boolean isOld(SegmentWriter file) {
        return Duration.between(file.begun(), clock.instant()).compareTo(limits.segmentAge()) >= 0;
    }

    private void seal() throws IOException {
        if (writer.isEmpty()) return;
        var sealed = writer.get().seal(clock.instant());
        writer = Optional.empty();
        sealed.ifPresent(segments::add);
    }

    private void abort(IOException why) {
        trouble = Optional.of(String.valueOf(why.getMessage()));
        if (!refused) LOG.error("{}: {}; what cannot be written is lost and counted", folder, why.getMessage());
        refused = true;
        long now = System.nanoTime();
        Duration twice = pause.multipliedBy(2);
        boolean again = now - pausedUntilNanos < RELAPSE.toNanos() && hasRefused;
        pause = !again ? PAUSE : twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX;
        hasRefused = true;
        pausedUntilNanos = now + pause.toNanos();
        if (writer.isEmpty()) return;
        try {
            var rest = writer.get().abort(clock.instant());
            rest.segment().ifPresent(segments::add);
            counters.add(SPOOL_UNWRITTEN, rest.lost());
            debt.settle(rest.lost());
        } catch (IOException worse) {
            LOG.error("{}: {}", folder, worse.getMessage());
        }
        writer = Optional.empty();
    }

    /// Does what time demands: syncs, drops what is too old, deletes what is settled.
    public void tick(long nowNanos) {
        try {
            if (writer.isPresent()) tick(writer.get(), nowNanos);
            tidy();
        } catch (IOException full) {
            abort(full);
        }
    }

    private void tick(SegmentWriter file, long nowNanos) throws IOException {
        boolean due = nowNanos - lastSyncNanos >= limits.syncTime().toNanos();
        if (file.unsynced() > 0 && due) sync(file);
        else if (isOld(file)) seal();
    }

    /// The next record that was not handed out yet.
    public Optional<Outgoing> next() {
        while (true) {
            if (reader.isEmpty() && !beginNext()) return Optional.empty();
            var segment = read.orElseThrow();
            var record = reader.orElseThrow().next();
            if (record.isPresent()) return Optional.of(SpoolSchema.read(record.get(), segment.take()));
            finish(segment);
        }
    }

    private boolean beginNext() {
        try {
            if (segments.stream().allMatch(Segment::isHandedOut)) seal();
        } catch (IOException full) {
            abort(full);
        }
        read = segments.stream().filter(segment -> !segment.isHandedOut()).findFirst();
        reader = read.map(segment -> new SegmentReader(segment.path()));
        return read.isPresent();
    }

    private void finish(Segment segment) {
        segment.handedOut();
        reader.orElseThrow().close();
        reader = Optional.empty();
        read = Optional.empty();
    }

    /// Everything that is not settled is to be handed out again.
    public void rewind() {
        reader.ifPresent(SegmentReader::close);
        reader = Optional.empty();
        read = Optional.empty();
        dropSettled();
        segments.forEach(Segment::rewind);
    }

    /// Whether everything is handed out, so that what comes next may go past the spool.
    public boolean isHandedOut() {
        return writer.isEmpty() && reader.isEmpty() && segments.stream().allMatch(Segment::isHandedOut);
    }

    /// Whether nothing is left to be settled.
    public boolean isEmpty() {
        dropSettled();
        return writer.isEmpty() && segments.isEmpty();
    }

    /// Octets on disk.
    public long octets() {
        return octets;
    }

    /// How long the oldest record has been here; empty where there is none.
    public Optional<Duration> age() {
        return oldest.map(since -> Duration.between(since, clock.instant())).map(Spool::notBelowZero);
    }

    /// Why it cannot be written; empty where it can.
    public Optional<String> trouble() {
        return trouble;
    }

    /// Keeps what is there for the next process.
    public void close() {
        try {
            seal();
        } catch (IOException full) {
            abort(full);
        }
        reader.ifPresent(SegmentReader::close);
        debt.close();
    }

    private void tidy() {
        dropSettled();
        Instant tooOld = clock.instant().minus(limits.age());
        while (!segments.isEmpty()
                && !segments.getFirst().isBegun()
                && segments.getFirst().last().isBefore(tooOld)) {
            drop(segments.getFirst());
        }
        while (sum() > limits.octets()) {
            var first = segments.stream().filter(segment -> !segment.isBegun()).findFirst();
            if (first.isEmpty()) break; // all that is left is on its way
            drop(first.get());
        }
        octets = sum();
        oldest = segments.stream().findFirst().map(Segment::first).or(() -> writer.map(SegmentWriter::begun));
    }

    /// Of a file that was written while the wall clock was ahead.
    private static Duration notBelowZero(Duration age) {
        return age.isNegative() ? Duration.ZERO : age;
    }

    private long sum() {
        long sum = writer.map(SegmentWriter::octets).orElse(0L);
        for (var segment : segments) sum += segment.octets();
        return sum;
    }

    private void drop(Segment segment) {
        counters.add(SPOOL_DROPPED, segment.records());
        counters.add(SPOOL_PROGRESS_DROPPED, segment.progress());
        delete(segment);
    }

    private void dropSettled() {
        for (var segment : new ArrayList<>(segments)) {
            if (!segment.isSettled()) return;
            delete(segment);
        }
    }

    private void delete(Segment segment) {
        segments.remove(segment);
        debt.settle(segment.records());
        try {
            Files.deleteIfExists(segment.path());
        } catch (IOException stuck) {
            LOG.warn("{} cannot be deleted: {}; its records will be sent again", segment.path(), stuck.getMessage());
        }
    }
}
