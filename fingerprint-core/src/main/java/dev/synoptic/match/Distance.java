package dev.synoptic.match;

import dev.synoptic.match.TcpMatch.Winner;
import java.util.Optional;

/// Hops between a sender and the place of capture, from what its TTL started with (`p0f-v3.md` TCP-4).
final class Distance {

    /// The longest way that is believed.
    static final int CREDIBLE_MAX = 35;

    private Distance() {}

    /// Whether a TTL that started as `initial` may arrive as `ttl`.
    static boolean isCredible(int initial, int ttl) {
        return ttl <= initial && initial - ttl <= CREDIBLE_MAX;
    }

    /// The distance by the row that matched, or guessed where none did or the row's TTL makes no sense.
    static int of(Optional<Winner> winner, int ttl) {
        return winner.map(row -> of(row, ttl)).orElseGet(() -> guess(ttl));
    }

    private static int of(Winner winner, int ttl) {
        var wanted = winner.signature().pattern().ttl();
        boolean senseless = ttl > wanted.initial() || (!wanted.random() && !isCredible(wanted.initial(), ttl));
        return winner.quality() == MatchQuality.FUZZY && senseless ? guess(ttl) : wanted.initial() - ttl;
    }

    /// The way down from the next higher usual initial value: 32, 64, 128, 255.
    static int guess(int ttl) {
        if (ttl <= 32) return 32 - ttl;
        if (ttl <= 64) return 64 - ttl;
        return ttl <= 128 ? 128 - ttl : 255 - ttl;
    }
}
