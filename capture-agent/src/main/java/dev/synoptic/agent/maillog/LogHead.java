package dev.synoptic.agent.maillog;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// A log's first octets, by which it is known again under another name, or compressed (V31).
///
/// @param octets how many they are, at most [#OCTETS_MAX]
/// @param sha256 their digest, in lower-case hex
record LogHead(int octets, String sha256) {

    static final int OCTETS_MAX = 512;

    static LogHead of(byte[] first) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(first);
            return new LogHead(first.length, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /// The first octets of a log, compressed or not; fewer where it is shorter.
    static byte[] read(Path log, int octets) throws IOException {
        var first = new byte[octets];
        int length = 0;
        try (var file = LogFile.open(log)) {
            var piece = new byte[OCTETS_MAX];
            while (length < octets) {
                int read = file.read(piece);
                if (read < 0) break;
                int taken = Math.min(read, octets - length);
                System.arraycopy(piece, 0, first, length, taken);
                length += taken;
            }
        }
        return Arrays.copyOf(first, length);
    }

    /// Whether a log begins with these octets.
    boolean begins(Path log) throws IOException {
        return of(read(log, octets)).equals(this);
    }

    /// The same for a file that may be going, or half compressed: then it does not.
    boolean fits(Path log) {
        try {
            return begins(log);
        } catch (IOException notToBeRead) {
            return false;
        }
    }
}
