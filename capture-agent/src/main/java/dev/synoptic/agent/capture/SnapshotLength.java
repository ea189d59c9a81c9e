package dev.synoptic.agent.capture;

/// How long a captured frame may be before a file counts as damaged, by link type, as libpcap 1.10 has it.
final class SnapshotLength {

    private static final int MOST_LINKS = 262_144;
    private static final int EBHSCR = 8 << 20;
    private static final int BUS = 128 << 20;

    private SnapshotLength() {}

    /// Octets of the longest frame of a link.
    static int longest(int linkType) {
        return switch (linkType) {
            case 231, 189, 220, 249, 266 -> BUS; // D-Bus, USB
            case 279 -> EBHSCR;
            default -> MOST_LINKS;
        };
    }

    /// What a file's own snapshot length means; 0 and nonsense stand for "no limit".
    static int adjusted(int linkType, int inFile) {
        return inFile <= 0 ? longest(linkType) : inFile;
    }
}
