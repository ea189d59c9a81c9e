package dev.synoptic.testing;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A classic pcap file read whole into memory, for tests.
///
/// @param linkType number of the link type
/// @param order    byte order of the machine that captured
/// @param octets   the file
/// @param frames   where each frame lies
public record Capture(int linkType, ByteOrder order, MemorySegment octets, List<Frame> frames) {

    private static final int MICROS = 0xA1B2C3D4;
    private static final int NANOS = 0xA1B23C4D;
    private static final int FILE_HEADER = 24, FRAME_HEADER = 16;

    /// One frame.
    ///
    /// @param offset     where in the file its octets begin
    /// @param captured   how many of them there are
    /// @param wireLength how many it had on the wire
    /// @param micros     when it was captured, microseconds since 1970, UTC; finer clocks are cut off (PKT-2)
    public record Frame(int offset, int captured, int wireLength, long micros) {}

    /// Reads a file of either byte order, in microseconds or nanoseconds.
    public static Capture of(byte[] file) {
        var in = ByteBuffer.wrap(file).order(LITTLE_ENDIAN);
        int magic = in.getInt(0);
        if (magic != MICROS && magic != NANOS) magic = in.order(BIG_ENDIAN).getInt(0);
        if (magic != MICROS && magic != NANOS) throw new IllegalArgumentException("no classic pcap file");
        int perMicro = magic == NANOS ? 1000 : 1;
        var frames = new ArrayList<Frame>();
        for (int at = FILE_HEADER; at + FRAME_HEADER <= file.length; ) {
            long micros = Integer.toUnsignedLong(in.getInt(at)) * 1_000_000
                    + Integer.toUnsignedLong(in.getInt(at + 4)) / perMicro;
            frames.add(new Frame(at + FRAME_HEADER, in.getInt(at + 8), in.getInt(at + 12), micros));
            at += FRAME_HEADER + in.getInt(at + 8);
        }
        return new Capture(in.getInt(20), in.order(), MemorySegment.ofArray(file), List.copyOf(frames));
    }
}
