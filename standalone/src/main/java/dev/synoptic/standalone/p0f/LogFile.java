package dev.synoptic.standalone.p0f;

import dev.synoptic.standalone.system.Posix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// p0f's log file: appended to, made for its owner alone, never through a link, one writer (`p0f-v3.md` LOG-3).
final class LogFile implements AutoCloseable {

    private static final Set<OpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    private final FileChannel channel;
    private final int lock;

    private LogFile(Path path, FileChannel channel, int lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    static LogFile open(Path path) throws P0fRefusedException {
        if (Files.exists(path) && !Files.isRegularFile(path)) throw refused(path, "is not a regular file");
        try {
            var ownerAlone = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var channel = FileChannel.open(path, APPEND, ownerAlone);
            var lock = Posix.lock(path.toString());
            if (lock.isPresent()) return new LogFile(path, channel, lock.getAsInt());
            channel.close();
            throw refused(path, "is being written by another process");
        } catch (IOException failure) {
            boolean link = Files.isSymbolicLink(path);
            throw refused(path, "cannot be opened: " + (link ? "a link is not followed" : Reason.of(failure)));
        }
    }

    private static P0fRefusedException refused(Path path, String why) {
        return new P0fRefusedException(Refusal.LOG, "log " + path + " " + why);
    }

    /// Writes the first `length` octets.
    void write(byte[] octets, int length) {
        try {
            var buffer = ByteBuffer.wrap(octets, 0, length);
            while (buffer.hasRemaining()) channel.write(buffer);
        } catch (IOException failure) {
            throw new UncheckedIOException("log " + path + ": " + Reason.of(failure), failure);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Posix.close(lock);
    }
}
