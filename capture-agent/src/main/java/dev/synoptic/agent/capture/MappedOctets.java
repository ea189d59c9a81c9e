package dev.synoptic.agent.capture;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/// A plain file as one mapping, whatever its size.
final class MappedOctets extends FileOctets {

    private final Arena arena = Arena.ofShared();
    private final MemorySegment window;
    private final long size;
    private long at;

    MappedOctets(Path file, FileChannel channel) throws IOException {
        super(file);
        size = channel.size();
        window = channel.map(MapMode.READ_ONLY, 0, size, arena);
    }

    @Override
    boolean has(long wanted) {
        return size - at >= wanted;
    }

    @Override
    long left(long wanted) {
        return Math.min(wanted, size - at);
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
        return at;
    }

    @Override
    long octetsRead() {
        return at;
    }

    @Override
    long octetsTotal() {
        return size;
    }

    @Override
    public void close() {
        arena.close();
    }
}
