package dev.synoptic.gateway.http.access;

import dev.synoptic.gateway.http.operation.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The tokens of a file, read again when it changes: one that is taken out ends without a restart. A file that is wrong
/// after a change is told of in the log, and the tokens before stay.
public final class TokenFile {

    private static final System.Logger LOG = System.getLogger(TokenFile.class.getName());
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path file;
    private final LongSupplier clockNanos;
    private Tokens tokens;
    private FileTime readAt;
    private long checkedNanos;

    private TokenFile(Path file, LongSupplier clockNanos) throws IOException {
        this.file = file;
        this.clockNanos = clockNanos;
        this.readAt = Files.getLastModifiedTime(file);
        this.tokens = read(file);
        this.checkedNanos = clockNanos.getAsLong();
    }

    /// Reads it for the first time.
    ///
    /// @param clockNanos monotonic, as [System#nanoTime]
    /// @throws IOException where it cannot be read, is wrong, or can be read by others than its owner
    public static TokenFile open(Path file, LongSupplier clockNanos) throws IOException {
        if (!Files.isRegularFile(file)) throw new TokenFileException(file + ": found no file, expected one of tokens");
        return new TokenFile(file, clockNanos);
    }

    private static Tokens read(Path file) throws IOException {
        var permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(OTHERS::contains)) {
            throw new TokenFileException(file + ": found " + PosixFilePermissions.toString(permissions)
                    + ", expected rw------- or less: a secret that others can read is none");
        }
        return Tokens.parse(file.toString(), Files.readString(file));
    }

    /// Whose token this is, as the file stands now.
    public synchronized Optional<Caller> caller(String token) {
        if (clockNanos.getAsLong() - checkedNanos >= CHECK_NANOS) {
            checkedNanos = clockNanos.getAsLong();
            check();
        }
        return tokens.caller(token);
    }

    private void check() {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (changed.equals(readAt)) return;
            readAt = changed;
            tokens = read(file);
            LOG.log(System.Logger.Level.INFO, "tokens read again from {0}", file);
        } catch (IOException wrong) {
            LOG.log(System.Logger.Level.WARNING, "tokens stay as they were: {0}", wrong.getMessage());
        }
    }
}
