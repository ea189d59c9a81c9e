package dev.synoptic.agent.maillog;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.courier.ReadLane;
import dev.synoptic.agent.publish.PublishException;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.FlatJson;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.Splitter;
import dev.synoptic.verdict.log.YearStart;
import dev.synoptic.verdict.source.MailServer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the journal through the process that reads it, by cursor (V35). One thread.
final class JournalFollower implements LogFollowing {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFollower.class);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(200).toNanos();
    private static final long START_AGAIN_NANOS = Duration.ofSeconds(1).toNanos(),
            START_AGAIN_MAX_NANOS = Duration.ofSeconds(30).toNanos();
    private static final String JOURNAL = "journal";

    /// Cursors remembered for entries that something open still needs; of more, every other one is forgotten, so that
    /// after a restart a few entries more are read again.
    private static final int CURSORS_MAX = 16_384;

    private final Follower follower;
    private final FollowedLog log;
    private final FollowedLog.InJournal place;
    private final ReadLane<Batch> lane;
    private final TreeMap<Long, String> cursors = new TreeMap<>();
    private Optional<Checkpoints> checkpoints = Optional.empty();
    private Optional<String> begin = Optional.empty();
    private Optional<String> lastCursor = Optional.empty();
    private long entries;
    private volatile boolean stopped;
    private long lastQuietNanos = System.nanoTime();
    private long pauseNanos = START_AGAIN_NANOS;
    private final Trouble trouble = new Trouble(LOG);

    JournalFollower(Follower follower, FollowedLog log, FollowedLog.InJournal place, ReadLane<Batch> lane) {
        this.follower = follower;
        this.log = log;
        this.place = place;
        this.lane = lane;
    }

    private boolean isStopped() {
        return stopped || Thread.currentThread().isInterrupted();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public String source() {
        return log.source();
    }

    @Override
    public Optional<String> trouble() {
        return trouble.present();
    }

    @Override
    public void follow() throws IOException {
        var file = follower.checkpoint(log);
        var written = file.read();
        lastCursor = Optional.ofNullable(written.get("after"));
        begin = Optional.ofNullable(written.get("from"));
        checkpoints = Optional.of(new Checkpoints(file, written, lane, follower.counters()));
        var settings = ExtractorSettings.of(
                        follower.agent(), follower.site(), new YearStart.ModifiedAt(0)) // every entry tells its year
                .in(log.zone())
                .proxied(log.proxiedServices());
        if (log.mta().isEmpty()) LOG.info("{}: read as a log of postfix; `mta` names another server", source());
        var reading = new LogReading(
                follower,
                source(),
                log.mta().orElse(MailServer.POSTFIX),
                log.host().map(settings::named).orElse(settings),
                lane);
        reading.begin();
        while (!isStopped()) {
            var process = start();
            var complaints = Complaints.of(process);
            try {
                read(process, complaints, reading);
            } finally {
                process.destroy();
            }
            if (!isStopped()) restart(process, complaints);
        }
        checkpoints.orElseThrow().end(() -> checkpoint(reading));
    }

    /// Sooner after one that had something to say, later and later after one that never does.
    private void restart(Process process, Complaints complaints) {
        follower.counters().count(AgentCounter.JOURNAL_RESTARTS);
        trouble.is(place.command().getFirst() + " has ended" + exit(process)
                + complaints.last().map(words -> ": " + words).orElse("")
                + "; it is started again (reading the journal needs the group systemd-journal or adm)");
        LockSupport.parkNanos(pauseNanos);
        pauseNanos = Math.min(2 * pauseNanos, START_AGAIN_MAX_NANOS);
    }

    private static String exit(Process process) {
        try {
            return process.waitFor(1, TimeUnit.SECONDS) ? " with status " + process.exitValue() : "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(place.command());
        command.addAll(List.of("--output=json", "--follow", "--all", "--no-pager", "--no-tail"));
        if (lastCursor.isPresent()) command.add("--after-cursor=" + lastCursor.get());
        else begin.ifPresent(cursor -> command.add("--cursor=" + cursor));
        for (String unit : place.units()) command.add("_SYSTEMD_UNIT=" + unit);
        try {
            var process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            return process;
        } catch (IOException missing) {
            throw new IOException(
                    "the journal cannot be read: " + missing.getMessage() + "; journalctl comes with systemd", missing);
        }
    }

    private void read(Process process, Complaints complaints, LogReading reading) throws IOException {
        var lines = Splitter.detecting(JOURNAL, 0, (text, ref) -> entry(text, reading));
        var buffer = new byte[1 << 16];
        var output = process.getInputStream();
        while (!isStopped()) {
            int length = readSome(output, process, buffer);
            if (length < 0) return;
            if (length > 0) {
                lines.accept(buffer, 0, length);
                reading.proceed();
            } else {
                complaints
                        .news()
                        .ifPresent(
                                words -> LOG.warn("{} says: {}", place.command().getFirst(), words));
                quiet(reading);
            }
            checkpoints.orElseThrow().proceed(() -> checkpoint(reading));
        }
    }

    /// Without waiting, so that an interrupt is seen; -1 once the process has ended and all is read.
    private static int readSome(InputStream output, Process process, byte[] buffer) throws IOException {
        boolean ended = !process.isAlive();
        int there = output.available();
        if (there > 0) return output.read(buffer, 0, Math.min(there, buffer.length));
        return ended ? -1 : 0;
    }

    /// Anybody may write what an entry says of itself; what begins with an underscore the journal adds (V35).
    private void entry(String json, LogReading reading) {
        var fields = FlatJson.read(json).orElse(Map.of());
        String cursor = fields.get("__CURSOR");
        if (cursor == null || cursor.isEmpty() || !isTrusted(fields)) {
            follower.counters().count(AgentCounter.JOURNAL_ENTRIES_FOREIGN);
            return;
        }
        cursors.put(entries, cursor);
        if (cursors.size() > CURSORS_MAX) thinOut();
        lastCursor = Optional.of(cursor);
        trouble.isOver(source());
        pauseNanos = START_AGAIN_NANOS;
        reading.line(json, new RawRef(JOURNAL, entries++, json.length()));
    }

    private void thinOut() {
        var each = cursors.keySet().iterator();
        for (boolean keep = true; each.hasNext(); keep = !keep) {
            each.next();
            if (!keep) each.remove();
        }
    }

    private boolean isTrusted(Map<String, String> fields) {
        if (!place.units().contains(fields.getOrDefault("_SYSTEMD_UNIT", ""))) return false;
        if (place.users().isEmpty()) return true;
        String user = fields.getOrDefault("_UID", "");
        return user.matches("\\d{1,9}") && place.users().contains(Integer.valueOf(user));
    }

    private void quiet(LogReading reading) throws PublishException {
        long now = System.nanoTime();
        if (now - lastQuietNanos >= Duration.ofSeconds(1).toNanos()) {
            lastQuietNanos = now;
            reading.quietAt(follower.clock().instant());
        }
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }

    /// The entry that something open still needs, or the last one read, after which reading goes on.
    private Map<String, String> checkpoint(LogReading reading) {
        var needed = reading.resumePoint().map(point -> point.line().offset());
        if (needed.isEmpty()) {
            cursors.clear();
            return lastCursor.map(cursor -> Map.of("after", cursor)).orElse(Map.of());
        }
        var from = cursors.floorEntry(needed.get());
        if (from == null) from = cursors.firstEntry();
        if (from == null) return Map.of();
        cursors.headMap(from.getKey()).clear();
        return Map.of("from", from.getValue());
    }

    @Override
    public void end() {
        checkpoints.ifPresent(Checkpoints::writeSettled);
    }
}
