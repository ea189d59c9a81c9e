package dev.synoptic.gateway.relay;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Octets that are gathered until they are whole; it takes no more room than they need.
final class Gathered {

    private static final byte[] NOTHING = new byte[0];

    private final int most;
    private byte[] octets = NOTHING;

    /// @param most octets that it ever holds; beyond that they are left where they come from, and the framing sees it
    Gathered(int most) {
        this.most = most;
    }

    void add(ByteBuffer more) {
        int before = octets.length;
        int count = Math.min(more.remaining(), most - before);
        octets = Arrays.copyOf(octets, before + count);
        more.get(octets, before, count);
        more.position(more.limit());
    }

    ByteBuffer view() {
        return ByteBuffer.wrap(octets);
    }

    /// Keeps what is left of the view.
    void keep(ByteBuffer rest) {
        octets = rest.hasRemaining() ? Arrays.copyOfRange(octets, rest.position(), rest.limit()) : NOTHING;
    }

    int octets() {
        return octets.length;
    }

    void clear() {
        octets = NOTHING;
    }
}
