package dev.synoptic.packet;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/// Decodes single frames for tests, each in memory of exactly its size, so that reading past its end would throw.
final class Decoding {

    private Decoding() {}

    static Intake strict(LinkType type, byte[] frame, SegmentView view) {
        return decode(FrameDecoder.strict(type, ByteOrder.LITTLE_ENDIAN), frame, frame.length, view);
    }

    static Intake fleet(LinkType type, byte[] frame, SegmentView view) {
        return decode(FrameDecoder.fleet(type, ByteOrder.LITTLE_ENDIAN), frame, frame.length, view);
    }

    static Intake decode(FrameDecoder decoder, byte[] frame, int wireLength, SegmentView view) {
        return decoder.decode(MemorySegment.ofArray(frame), 0, frame.length, wireLength, view);
    }

    /// The segment in a raw IP packet that must decode.
    static SegmentView segment(byte[] ip) {
        var view = new SegmentView();
        var intake = strict(LinkType.RAW, ip, view);
        if (!intake.isSegment()) throw new AssertionError("no segment: " + intake);
        return view;
    }
}
