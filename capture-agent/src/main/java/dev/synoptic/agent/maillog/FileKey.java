package dev.synoptic.agent.maillog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What stays the same when a file is renamed.
///
/// @param device the disk it lies on
/// @param inode  its number there
record FileKey(long device, long inode) {

    static FileKey of(Path file) throws IOException {
        Map<String, Object> found = Files.readAttributes(file, "unix:dev,ino");
        return new FileKey(number(found, "dev"), number(found, "ino"));
    }

    /// Empty where there is no such file.
    static Optional<FileKey> ofExisting(Path file) throws IOException {
        try {
            return Optional.of(of(file));
        } catch (NoSuchFileException away) {
            return Optional.empty();
        }
    }

    static FileTime modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }

    private static long number(Map<String, Object> attributes, String name) {
        return ((Number) Objects.requireNonNull(attributes.get(name))).longValue();
    }
}
