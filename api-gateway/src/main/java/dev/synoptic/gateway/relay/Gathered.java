package dev.synoptic.gateway.relay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntBiFunction;

/// Octets that are gathered until they are whole; it takes no more room than they need.
final class Gathered {

    private static final byte[] NOTHING = new byte[0];

    private final int most;
    private byte[] octets = NOTHING;

    /// Octets that are no whole piece.
    private int looked;

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

    /// Takes out every whole piece.
    ///
    /// @param pieceOctets octets of the first piece, or 0 where it is not whole; told how many octets hold no end
    List<ByteBuffer> take(ToIntBiFunction<ByteBuffer, Integer> pieceOctets) {
        List<ByteBuffer> pieces = new ArrayList<>();
        ByteBuffer view = view();
        for (int count = pieceOctets.applyAsInt(view, looked); count > 0; count = pieceOctets.applyAsInt(view, 0)) {
            pieces.add(ByteBuffer.allocate(count)
                    .put(view.slice(view.position(), count))
                    .flip());
            view.position(view.position() + count);
        }
        keep(view);
        looked = octets.length;
        return pieces;
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
        looked = 0;
    }
}
