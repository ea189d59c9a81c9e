package dev.synoptic.packet;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A stretch of the memory that frames lie in, as an array. Reused from frame to frame; one thread.
///
/// Each access to a memory segment passes many layers, which cost more than all else that is done to a frame until the
/// thorough compiler has seen through them: a program that reads one capture may end before. So the octets of a mapped
/// file, which do not change, are taken over some hundred frames at a time; of any other memory, which may be used
/// again for the next frame, no more than is asked for.
public final class FrameWindow {

    /// Octets taken over at a time; small enough to stay in a processor's nearest cache.
    private static final int STRETCH = 1 << 14;

    private final byte[] octets = new byte[STRETCH];
    private MemorySegment from = MemorySegment.NULL;
    private long start;
    private long end;

    /// A window that shows nothing yet.
    public FrameWindow() {}

    /// The array; its content is good until the next [#index].
    public byte[] octets() {
        return octets;
    }

    /// Where in [#octets] the `count` octets at `at` of `frames` begin.
    ///
    /// @param count at most 1,024; all there
    @SuppressWarnings({"MemorySegmentReferenceEquality", "ReferenceEquality"
    }) // what is equal but another is taken over again
    public int index(MemorySegment frames, long at, int count) {
        if (frames != from || at < start || at + count > end) return takeOver(frames, at, count);
        return (int) (at - start);
    }

    private int takeOver(MemorySegment frames, long at, int count) {
        boolean lasting = frames.isReadOnly() && frames.isMapped();
        int length = lasting ? (int) Math.min(STRETCH, frames.byteSize() - at) : count;
        MemorySegment.copy(frames, ValueLayout.JAVA_BYTE, at, octets, 0, length);
        from = lasting ? frames : MemorySegment.NULL;
        start = at;
        end = at + length;
        return 0;
    }
}
