package dev.synoptic.agent.spool;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// How many captured records are owed to the brokers: made, and neither acknowledged nor counted as lost. Kept in a
/// page of memory that is a file's, so that it outlives a process that is killed, and what that had in its hands
/// can be counted by the next one. After a power cut it says what the disk was last told. Any thread.
public final class Debt {

    private static final VarHandle NUMBER = JAVA_LONG.varHandle();

    private final Arena arena;
    private volatile MemorySegment page;

    private Debt(Arena arena, MemorySegment page) {
        this.arena = arena;
        this.page = page;
    }

    /// That of a process without a disk: it ends with the process.
    public static Debt inMemory() {
        return new Debt(Arena.ofShared(), Arena.ofAuto().allocate(JAVA_LONG));
    }

    /// Takes up what an earlier process left in this file.
    ///
    /// @throws IOException where it cannot be written, as on a full disk
    static Debt in(Path file) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() < Long.BYTES) {
                // written, not only made longer: a page without a place on the disk would end the process when it is
                // used
                var nothing = ByteBuffer.allocate(Long.BYTES);
                while (nothing.hasRemaining()) channel.write(nothing, nothing.position());
            }
            var arena = Arena.ofShared();
            return new Debt(arena, channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES, arena));
        }
    }

    /// One more record was made.
    public void owe() {
        var _ = (long) NUMBER.getAndAdd(page, 0L, 1L);
    }

    /// So many are acknowledged, or counted as lost.
    public void settle(long records) {
        var _ = (long) NUMBER.getAndAdd(page, 0L, -records);
    }

    /// What is owed now.
    long records() {
        return (long) NUMBER.getVolatile(page, 0L);
    }

    /// Begins anew with what was found.
    void begin(long records) {
        NUMBER.setVolatile(page, 0L, records);
    }

    /// Lets go of the file; what is owed or settled later is told nobody.
    void close() {
        page = Arena.ofAuto().allocate(JAVA_LONG);
        if (arena.scope().isAlive()) arena.close();
    }
}
