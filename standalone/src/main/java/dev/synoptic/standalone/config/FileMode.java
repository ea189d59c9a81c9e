package dev.synoptic.standalone.config;

/// Permission bits of a socket file, as a setting says them.
final class FileMode {

    private FileMode() {}

    /// Refuses what are none.
    static void require(String mode) {
        if (!mode.matches("0?[0-7]{3}")) {
            throw new IllegalArgumentException("mode: " + mode + ", expected octal permission bits such as 0660");
        }
    }

    static int bits(String mode) {
        return Integer.parseInt(mode, 8);
    }
}
