package dev.synoptic.standalone.demo;

import dev.synoptic.agent.maillog.LogFile;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that a user named: what is wrong with one is said in a line that names it.
final class NamedFile {

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

    /// The first octets of a log, unpacked where it is compressed.
    static byte[] head(Path file, int length) throws IOException {
        var head = new ByteArrayOutputStream();
        try (var log = LogFile.open(file)) {
            var octets = new byte[length];
            for (int read = log.read(octets); read > 0 && head.size() < length; read = log.read(octets)) {
                head.write(octets, 0, Math.min(read, length - head.size()));
            }
        }
        return head.toByteArray();
    }
}
