package dev.synoptic.agent.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.zip.ZipException;

/// A compressed file or a pipe through a buffer, which grows to the longest record or block that the reader asks for
/// whole, and no further: the reader bounds what it asks for.
final class StreamedOctets extends FileOctets {

    private static final int WINDOW_MIN = 1 << 18;
    private static final int CHUNK = 1 << 16;

    private final InputStream input;
    private final LongSupplier octetsRead;
    private final long octetsTotal;
    private final byte[] chunk = new byte[CHUNK];
    private Arena arena = Arena.ofShared();
    private MemorySegment window = arena.allocate(WINDOW_MIN);
    private long at;
    private long end;
    private long passedBefore;
    private boolean ended;

    /// @param octetsRead  octets taken from the file on disk so far
    /// @param octetsTotal octets of that file, 0 if unknown
    StreamedOctets(Path file, InputStream input, LongSupplier octetsRead, long octetsTotal) {
        super(file);
        this.input = input;
        this.octetsRead = octetsRead;
        this.octetsTotal = octetsTotal;
    }

    @Override
    boolean has(long wanted) throws IOException {
        return left(wanted) == wanted;
    }

    @Override
    long left(long wanted) throws IOException {
        if (end - at < wanted) fill(wanted);
        return Math.min(wanted, end - at);
    }

    private void fill(long wanted) throws IOException {
        makeRoom(wanted);
        while (!ended && end - at < wanted) {
            int got = read((int) Math.min(CHUNK, window.byteSize() - end));
            ended = got < 0;
            if (ended) return;
            MemorySegment.copy(chunk, 0, window, ValueLayout.JAVA_BYTE, end, got);
            end += got;
        }
    }

    /// A compressed file may itself be cut off or damaged: what was there before counts as all there is.
    private int read(int most) throws IOException {
        try {
            return input.read(chunk, 0, most);
        } catch (EOFException cutOff) {
            return -1;
        } catch (ZipException damaged) {
            throw refusal(CaptureFault.MALFORMED, "damaged gzip data: " + damaged.getMessage());
        }
    }

    private void makeRoom(long wanted) {
        if (window.byteSize() - at >= wanted) return;
        long kept = end - at;
        if (window.byteSize() >= wanted) {
            window.asSlice(0, kept).copyFrom(window.asSlice(at, kept));
        } else {
            var larger = Arena.ofShared();
            var grown = larger.allocate(Math.max(wanted, 2 * window.byteSize()));
            grown.copyFrom(window.asSlice(at, kept));
            arena.close();
            arena = larger;
            window = grown;
        }
        passedBefore += at;
        at = 0;
        end = kept;
    }

    @Override
    MemorySegment window() {
        return window;
    }

    @Override
    long at() {
        return at;
    }

    @Override
    void pass(long octets) {
        at += octets;
    }

    @Override
    long position() {
        return passedBefore + at;
    }

    @Override
    long octetsRead() {
        return octetsRead.getAsLong();
    }

    @Override
    long octetsTotal() {
        return octetsTotal;
    }

    @Override
    public void close() throws IOException {
        arena.close();
        input.close();
    }
}
