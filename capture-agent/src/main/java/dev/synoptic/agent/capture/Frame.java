package dev.synoptic.agent.capture;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.time.Instant;

/// One frame where it lies: a cursor that a [FrameSource] moves, which owns no octets and copies none.
public final class Frame {

    private static final int NANOS_PER_MICRO = 1_000;

    private MemorySegment octets = MemorySegment.NULL;
    private long at;
    private int captured;
    private int wireLength;
    private long seconds;
    private int micros;
    private int linkType;
    private ByteOrder order = ByteOrder.nativeOrder();

    /// A cursor that shows nothing yet.
    public Frame() {}

    /// Moves the cursor; for sources.
    public void place(MemorySegment where, long offset, int capturedLength, int lengthOnWire) {
        octets = where;
        at = offset;
        captured = capturedLength;
        wireLength = lengthOnWire;
    }

    /// Dates the frame; for sources.
    public void date(long unixSeconds, int microseconds) {
        seconds = unixSeconds;
        micros = microseconds;
    }

    /// Says what link the frames come from; for sources, which call it when that changes.
    public void link(int type, ByteOrder byteOrder) {
        linkType = type;
        order = byteOrder;
    }

    /// The memory that holds the frame among other things.
    public MemorySegment octets() {
        return octets;
    }

    /// Where in [#octets] the frame begins.
    public long at() {
        return at;
    }

    /// Octets of the frame that are there.
    public int captured() {
        return captured;
    }

    /// Octets it had on the wire, unsigned.
    public int wireLength() {
        return wireLength;
    }

    /// Whole seconds of its capture, since 1970 UTC.
    public long seconds() {
        return seconds;
    }

    /// Microseconds beyond [#seconds]; 0–999,999 unless the file holds nonsense.
    public int micros() {
        return micros;
    }

    /// When it was captured, in microseconds since 1970 UTC.
    public long epochMicros() {
        return seconds * 1_000_000 + micros;
    }

    /// When it was captured.
    public Instant time() {
        return Instant.ofEpochSecond(seconds, (long) micros * NANOS_PER_MICRO);
    }

    /// Link type by its number in capture files.
    public int linkType() {
        return linkType;
    }

    /// Byte order of the machine that captured, in which BSD loopback headers are.
    public ByteOrder order() {
        return order;
    }
}
