package dev.synoptic.agent.capture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.synoptic.packet.FrameWindow;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// The octets of a capture file, in order: a window that only moves forward.
abstract sealed class FileOctets implements AutoCloseable permits MappedOctets, StreamedOctets {

    /// The file, for messages.
    final Path file;

    /// What lies near the frame at hand, as an array; whoever decodes frames may look through it too.
    final FrameWindow near = new FrameWindow();

    FileOctets(Path file) {
        this.file = file;
    }

    /// Makes `wanted` octets from [#at] on readable in [#window], and answers whether the file has that many left.
    abstract boolean has(long wanted) throws IOException;

    /// How many octets are left, as far as `wanted`.
    abstract long left(long wanted) throws IOException;

    /// The memory to read from; may change with [#has].
    abstract MemorySegment window();

    /// Where in [#window] the next octet lies; changes with [#has] and [#pass].
    abstract long at();

    /// Goes past `octets` that [#has] has confirmed.
    abstract void pass(long octets);

    /// Octets of the uncompressed file before [#at].
    abstract long position();

    /// Octets read of the file on disk.
    abstract long octetsRead();

    /// Octets of the file on disk; 0 where it has no size, as a pipe.
    abstract long octetsTotal();

    final int u8(long offset) {
        return window().get(JAVA_BYTE, at() + offset) & 0xFF;
    }

    final CaptureFileException refusal(CaptureFault fault, String what) {
        return new CaptureFileException(file, position(), fault, what);
    }

    final CaptureFileException cutOff(String part, long wanted) throws IOException {
        return refusal(
                CaptureFault.CUT_OFF,
                "cut off in " + part + ": " + wanted + " octets expected, " + left(wanted) + " left");
    }

    @Override
    public abstract void close() throws IOException;
}
