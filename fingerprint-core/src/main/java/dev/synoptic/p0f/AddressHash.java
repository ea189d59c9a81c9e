package dev.synoptic.p0f;

import java.util.concurrent.ThreadLocalRandom;

/// Spreads addresses over the buckets of a table.
///
/// Seeded anew for each table, since senders choose their addresses: none can be chosen to meet in one bucket. Nothing
/// that can be observed depends on the seed.
final class AddressHash {

    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
    private static final long MIX_HIGH = 0xC2B2_AE3D_27D4_EB4FL;

    private final long seed = ThreadLocalRandom.current().nextLong();

    /// Spread over all 64 bits; take the upper ones.
    long of(long high, long low, int port) {
        long h = (low ^ seed) * MIX;
        h = (h ^ (h >>> 32) ^ high) * MIX_HIGH;
        return (h ^ (h >>> 29) ^ port) * MIX;
    }
}
