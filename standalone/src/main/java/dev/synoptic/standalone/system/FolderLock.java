package dev.synoptic.standalone.system;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Holds a folder for one of those who would write there at cross purposes, such as two brokers or two agents.
///
/// Kafka locks its folder too, but only after its controller has begun to write there: by then a second broker has
/// damaged the metadata log of the first. Two agents would each send and delete the other's spool.
public final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Makes the folder where needed and takes it.
    ///
    /// @param what what holds it, for the message to who comes second: `broker`
    /// @throws IOException where another one, of this process or another, holds it
    public static FolderLock take(Path folder, String what) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) return new FolderLock(channel);
        } catch (OverlappingFileLockException heldByThisProcess) {
            // Said below, as for a lock that another process holds.
        }
        channel.close();
        throw new IOException("another " + what + " uses the folder " + folder);
    }

    /// Lets go; the lock ends with its channel.
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
