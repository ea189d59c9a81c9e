package dev.synoptic.standalone.config;

/// What a TCP or UDP port may be.
final class Ports {

    private Ports() {}

    /// Refuses what is none; 0 takes any free one.
    static void require(String setting, int port) {
        if (port >>> 16 != 0) throw new IllegalArgumentException(setting + ": " + port + ", expected 0 to 65535");
    }
}
