package dev.synoptic.agent.maillog;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.courier.ReadLane;
import dev.synoptic.agent.publish.PublishException;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.LogClock;
import dev.synoptic.verdict.log.Splitter;
import dev.synoptic.verdict.log.YearStart;
import dev.synoptic.verdict.source.MailServer;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows a log in files. One thread.
final class FileFollower implements LogFollowing {

    private static final Logger LOG = LoggerFactory.getLogger(FileFollower.class);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(200).toNanos();
    private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();

    private final Follower follower;
    private final FollowedLog log;
    private final FollowedLog.InFile place;
    private final ReadLane<Batch> lane;
    private final Map<String, OpenGeneration> generations = new LinkedHashMap<>();
    private Optional<Checkpoints> checkpoints = Optional.empty();
    private volatile boolean stopped;
    private long lastQuietNanos = System.nanoTime();
    private final Trouble trouble = new Trouble(LOG);
    private final Trouble absence = new Trouble(LOG);

    FileFollower(Follower follower, FollowedLog log, FollowedLog.InFile place, ReadLane<Batch> lane) {
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
        return trouble.present().or(absence::present);
    }

    @Override
    public void follow() throws IOException {
        var file = follower.checkpoint(log);
        var written = file.read();
        checkpoints = Optional.of(new Checkpoints(file, written, lane, follower.counters()));
        try (var trail = new LogTrail(place.path(), log.lateWriters(), follower.clock(), follower.counters())) {
            var mark = written.isEmpty() ? Optional.<FileMark>empty() : FileMark.of(written);
            if (!written.isEmpty() && mark.isEmpty()) {
                LOG.warn("{}: not a checkpoint; the log is read from its beginning", file.path());
            }
            boolean found = trail.goTo(mark);
            read(trail, found ? mark.map(FileMark::clock) : Optional.empty());
        }
    }

    private void read(LogTrail trail, Optional<LogClock> clock) throws IOException {
        var mta = choose(trail);
        if (mta.isEmpty()) return; // stopped before anybody had written a line
        var reading = new LogReading(follower, source(), mta.get(), extraction(trail, clock), lane);
        reading.begin();
        var lines = splitter(trail, reading);
        while (!isStopped()) {
            lines = step(trail, reading, lines);
            var current = lines;
            checkpoints.orElseThrow().proceed(() -> place(trail, reading, current));
        }
        var last = lines;
        checkpoints.orElseThrow().end(() -> place(trail, reading, last));
    }

    private Splitter step(LogTrail trail, LogReading reading, Splitter lines) throws IOException {
        return switch (next(trail)) {
            case OCTETS -> {
                long cutBefore = lines.cutLines();
                lines.accept(trail.buffer(), 0, trail.length());
                follower.counters().add(AgentCounter.LOG_LINES_CUT, lines.cutLines() - cutBefore);
                reading.proceed();
                yield lines;
            }
            case NEXT_GENERATION -> {
                if (isMidLine(trail, lines)) follower.counters().count(AgentCounter.LOG_LINES_UNFINISHED);
                yield splitter(trail, reading);
            }
            case NOTHING_YET -> {
                quiet(reading);
                yield lines;
            }
        };
    }

    /// A log that cannot be read for a while, as for want of rights, is tried again and told once.
    private LogTrail.Step next(LogTrail trail) {
        try {
            var step = trail.next();
            trouble.isOver(place.path().toString());
            if (trail.generation().isEmpty())
                absence.is(place.path() + ": there is no such file yet; it is waited for");
            else absence.isOver(place.path().toString());
            return step;
        } catch (ClosedByInterruptException stop) {
            stopped = true;
            return LogTrail.Step.NOTHING_YET;
        } catch (IOException fault) {
            follower.counters().count(AgentCounter.LOG_FAULTS);
            trouble.is(LogFault.of(place.path(), fault));
            return LogTrail.Step.NOTHING_YET;
        }
    }

    private void quiet(LogReading reading) throws PublishException {
        long now = System.nanoTime();
        if (trouble.present().isEmpty() && now - lastQuietNanos >= QUIET_NANOS) {
            lastQuietNanos = now;
            reading.quietAt(follower.clock().instant());
        }
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }

    /// V34: what has no newline is no line, and a log that was left gets none any more.
    private static boolean isMidLine(LogTrail trail, Splitter lines) {
        return trail.leftAt() > lines.nextOffset();
    }

    private Splitter splitter(LogTrail trail, LogReading reading) {
        var generation = trail.generation();
        if (generation.isEmpty()) return Splitter.detecting("", 0, reading::line);
        generations.put(generation.get().id(), generation.get());
        return Splitter.detecting(generation.get().id(), generation.get().offset(), reading::line);
    }

    /// What a checkpoint would say now.
    private Map<String, String> place(LogTrail trail, LogReading reading, Splitter lines) {
        var open = trail.generation();
        if (open.isEmpty()) return Map.of();
        var resume = reading.resumePoint();
        String wanted =
                resume.map(point -> point.line().generation()).orElse(open.get().id());
        var generation = generations.getOrDefault(wanted, open.get());
        forgetBefore(generation.id());
        long read = lines.nextOffset();
        long offset = resume.map(point -> point.line().offset()).orElse(read);
        var clock = resume.map(point -> point.clock()).orElseGet(reading::logClock);
        return new FileMark(generation.key(), generation.head(), offset, clock, read).text();
    }

    private void forgetBefore(String id) {
        var each = generations.keySet().iterator();
        while (each.hasNext() && !each.next().equals(id)) each.remove();
    }

    private ExtractorSettings extraction(LogTrail trail, Optional<LogClock> clock) {
        long modified = trail.generation()
                .map(open -> open.modified().to(TimeUnit.MICROSECONDS))
                .orElseGet(() -> follower.clock().instant().toEpochMilli() * 1_000);
        var usual = ExtractorSettings.of(follower.agent(), follower.site(), new YearStart.ModifiedAt(modified))
                .in(log.zone())
                .proxied(log.proxiedServices());
        var named = log.host().map(usual::named).orElse(usual);
        return clock.map(named::resuming).orElse(named);
    }

    private Optional<MailServer> choose(LogTrail trail) {
        if (log.mta().isPresent()) return log.mta();
        while (!isStopped()) {
            var found = detect(trail);
            if (found.isPresent()) {
                absence.isOver(place.path().toString());
                LOG.info(
                        "{}: a log of {}, by its lines",
                        place.path(),
                        found.get().text());
                return found;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return Optional.empty();
    }

    private Optional<MailServer> detect(LogTrail trail) {
        try {
            var all = Generations.of(place.path());
            for (var generation : all) {
                var found = ServerChoice.of(generation.path(), extraction(trail, Optional.empty()));
                if (found.isPresent()) return found;
            }
            absence.is(place.path()
                    + (all.isEmpty()
                            ? ": there is no such file yet; it is waited for"
                            : ": no line of a mail server that is known is in it yet; `mta` names one"));
        } catch (IOException fault) {
            trouble.is(LogFault.of(place.path(), fault));
        }
        return Optional.empty();
    }

    @Override
    public void end() {
        checkpoints.ifPresent(Checkpoints::writeSettled);
    }
}
