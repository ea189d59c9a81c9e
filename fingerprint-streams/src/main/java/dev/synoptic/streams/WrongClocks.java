package dev.synoptic.streams;

import dev.synoptic.flow.HandshakeEvent.Judging;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.streams.HostMemory.ForgettingClock;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices agents of a live fleet whose clock is ahead: they captured what the brokers had not yet been told.
///
/// A clock that is behind cannot be told from records that waited in a spool; such records are late, and treated so.
final class WrongClocks {

    private static final Logger LOG = LoggerFactory.getLogger(WrongClocks.class);

    private final HostMemory memory;
    private final int instancesMax;
    private final StreamsCounters counters;
    private final SequencedSet<String> alarmed = new LinkedHashSet<>();

    WrongClocks(HostMemory memory, int instancesMax, StreamsCounters counters) {
        this.memory = memory;
        this.instancesMax = instancesMax;
        this.counters = counters;
    }

    /// Whether the record's time can be believed.
    ///
    /// @param appendMillis when the broker wrote it
    boolean isRight(HandshakeRecord record, long appendMillis) {
        if (memory.clock() == ForgettingClock.CAPTURE || !hasTime(record)) return true;
        long aheadMicros = record.capturedMicros() - appendMillis * 1_000;
        if (aheadMicros <= memory.clockTolerance().toNanos() / 1_000) return true;
        counters.count(StreamsCounter.CLOCK_AHEAD);
        alarm(record, aheadMicros);
        return false;
    }

    /// The ends of time that stand for a source's begin and end are nobody's clock.
    private static boolean hasTime(HandshakeRecord record) {
        return switch (record.event()) {
            case Progress progress -> !progress.ended() && progress.watermarkMicros() != Long.MIN_VALUE;
            case Judging _ -> false;
            default -> true;
        };
    }

    private void alarm(HandshakeRecord record, long aheadMicros) {
        var origin = record.origin();
        if (!alarmed.add(origin.agent() + '\0' + origin.instance())) return;
        if (alarmed.size() > instancesMax) alarmed.remove(alarmed.getFirst());
        LOG.error(
                "the clock of agent {} at site {} is {} s ahead: its records change no host and drive nothing on",
                origin.agent(),
                origin.site(),
                aheadMicros / 1_000_000);
    }
}
