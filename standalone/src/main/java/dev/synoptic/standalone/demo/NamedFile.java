package dev.synoptic.standalone.demo;

import dev.synoptic.standalone.shell.UserMistake;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Files that a user named: what is wrong with one is said in a line that names it.
final class NamedFile {

    private static final int GZIP_MAGIC = 0x1F8B;

    private NamedFile() {}

    /// Refuses what is not there, is a folder, or may not be read.
    static void require(Path file) {
        if (!Files.exists(file)) throw new UserMistake(file + ": no such file");
        if (Files.isDirectory(file)) throw new UserMistake(file + ": a folder, expected a file");
        if (!Files.isReadable(file)) throw new UserMistake(file + ": may not be read by this user");
    }

    /// All of a small file.
    static byte[] octets(Path file) throws IOException {
        require(file);
        return Files.readAllBytes(file);
    }

    /// The first octets of a file, unpacked where it is gzip.
    static byte[] head(Path file, int length) throws IOException {
        try (var raw = new BufferedInputStream(Files.newInputStream(file))) {
            raw.mark(2);
            int magic = raw.read() << 8 | raw.read();
            raw.reset();
            InputStream plain = magic == GZIP_MAGIC ? new GZIPInputStream(raw) : raw;
            return plain.readNBytes(length);
        }
    }
}
