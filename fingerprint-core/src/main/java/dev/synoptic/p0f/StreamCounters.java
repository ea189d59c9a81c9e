package dev.synoptic.p0f;

import dev.synoptic.packet.Intake;
import java.util.EnumMap;
import java.util.Map;

/// What became of the frames and records of a [PacketStream].
public final class StreamCounters {

    private final long[] intakes = new long[Intake.values().length];
    long flowsPruned;
    long hostsPruned;

    StreamCounters() {}

    void count(Intake intake) {
        intakes[intake.ordinal()]++;
    }

    /// Frames by what became of them.
    public Map<Intake, Long> frames() {
        var frames = new EnumMap<Intake, Long>(Intake.class);
        for (var intake : Intake.values()) frames.put(intake, intakes[intake.ordinal()]);
        return frames;
    }

    /// Connections destroyed because a limit was reached (STATE-2, STATE-3).
    public long flowsPruned() {
        return flowsPruned;
    }

    /// Hosts forgotten because a limit was reached (STATE-3).
    public long hostsPruned() {
        return hostsPruned;
    }
}
