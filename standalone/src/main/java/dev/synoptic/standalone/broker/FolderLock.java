package dev.synoptic.standalone.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Holds a data folder for one broker.
///
/// Kafka locks its folder too, but only after its controller has begun to write there: by then a second broker has
/// damaged the metadata log of the first.
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Makes the folder where needed and takes it.
    ///
    /// @throws IOException where another broker, of this process or another, holds it
    static FolderLock take(Path folder) throws IOException {
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
        throw new IOException("another broker uses the data folder " + folder);
    }

    /// Lets go; the lock ends with its channel.
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
