package dev.synoptic.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The instance of a file: reading the same octets twice counts once, whatever the file is called (design
/// §3).
final class FileDigest {

    private static final int BUFFER = 1 << 18;

    private FileDigest() {}

    /// SHA-256 of the file's octets, in lower-case hex.
    static String of(Path file) throws IOException {
        return of(List.of(file));
    }

    /// SHA-256 of the octets of files that are read on end.
    static String of(List<Path> files) throws IOException {
        var digest = sha256();
        var buffer = ByteBuffer.allocateDirect(BUFFER);
        for (var file : files) {
            try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
                while (channel.read(buffer) >= 0) {
                    digest.update(buffer.flip());
                    buffer.clear();
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
