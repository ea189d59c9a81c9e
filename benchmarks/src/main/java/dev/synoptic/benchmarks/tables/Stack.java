package dev.synoptic.benchmarks.tables;

import java.util.HexFormat;

/// A TCP stack of the simulated clients: its family's name in every signature file, TTL and window as sent, the options
/// of its SYN in hexadecimal, and how much of its mail is refused, 0 to 1.
enum Stack {
    LINUX("Linux", 64, 29_200, "020405b40402080a000013880000000001030307", 0.19),
    WINDOWS_7("Windows", 128, 8192, "020405b40103030201010402", 0.5),
    WINDOWS_XP("Windows", 128, 65_535, "020405b401010402", 0.72),
    FREEBSD("FreeBSD", 64, 65_535, "020405b4010303060402080a0000138800000000", 0.3);

    private final String family;
    private final int ttl;
    private final int window;
    private final byte[] options;
    private final double rejected;

    Stack(String family, int ttl, int window, String options, double rejected) {
        this.family = family;
        this.ttl = ttl;
        this.window = window;
        this.options = HexFormat.of().parseHex(options);
        this.rejected = rejected;
    }

    String family() {
        return family;
    }

    int ttl() {
        return ttl;
    }

    int window() {
        return window;
    }

    byte[] options() {
        return options;
    }

    double rejected() {
        return rejected;
    }
}
