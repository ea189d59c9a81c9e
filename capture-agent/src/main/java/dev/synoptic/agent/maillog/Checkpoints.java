package dev.synoptic.agent.maillog;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.courier.ReadLane;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down how far a log is read, each time only once the brokers have all that was found before (V31).
final class Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    private final CheckpointFile file;
    private final ReadLane<Batch> lane;
    private final AgentCounters counters;
    private Optional<Candidate> candidate = Optional.empty();
    private Map<String, String> written;
    private long lastNanos = System.nanoTime();
    private boolean failing;

    /// A place, good once its batch is settled.
    private record Candidate(Map<String, String> place, Batch batch) {}

    Checkpoints(CheckpointFile file, Map<String, String> written, ReadLane<Batch> lane, AgentCounters counters) {
        this.file = file;
        this.written = written;
        this.lane = lane;
        this.counters = counters;
    }

    /// Goes on where something is due.
    void proceed(Supplier<Map<String, String>> place) {
        long now = System.nanoTime();
        if (now - lastNanos < PAUSE_NANOS) return;
        lastNanos = now;
        writeSettled();
        if (candidate.isEmpty()) propose(place.get());
    }

    /// Proposes the last place of all.
    void end(Supplier<Map<String, String>> place) {
        writeSettled();
        if (candidate.isEmpty()) propose(place.get());
    }

    /// Writes the last proposal, if it has come true.
    void writeSettled() {
        if (candidate.isEmpty() || !candidate.get().batch().isSettled()) return;
        var place = candidate.get().place();
        candidate = Optional.empty();
        try {
            file.write(place);
            written = place;
            failing = false;
            counters.count(AgentCounter.CHECKPOINTS);
        } catch (IOException full) {
            counters.count(AgentCounter.LOG_FAULTS);
            if (!failing) LOG.error("{}: the checkpoint cannot be written: {}", file.path(), full.getMessage());
            failing = true;
        }
    }

    private void propose(Map<String, String> place) {
        if (place.equals(written)) return;
        candidate = Optional.of(new Candidate(place, lane.claim()));
        lane.claim(new Batch());
    }
}
