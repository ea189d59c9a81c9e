package dev.synoptic.verdict.score;

/// The small share of networks that no policy touches, so that there is always something to learn from that Synoptic
/// itself has not shaped. The same networks every time, anywhere.
public final class HeldBack {

    /// One network in so many.
    public static final int ONE_IN = 20;

    private HeldBack() {}

    /// Whether policies must leave clients of this network alone.
    public static boolean isUntouched(SenderNetwork network) {
        return Math.floorMod(mixed(Long.hashCode(network.prefix()) + network.version()), ONE_IN) == 0;
    }

    /// The finalizer of MurmurHash3 by Austin Appleby (public domain): neighbours fall far apart.
    private static int mixed(int hash) {
        int h = hash;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
