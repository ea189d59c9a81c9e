package dev.synoptic.gateway.v3;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A text of an answer as it stands there: printable ASCII, ended by a zero octet, filled up with more.
///
/// Hosts share few texts, so they are kept: at most [#SLOTS], each in the place of another that falls there.
final class PreparedText {

    /// Octets that each text takes.
    static final int OCTETS = 32;

    private static final int SLOTS = 1 << 10;
    private static final @Nullable PreparedText[] KEPT = new PreparedText[SLOTS];

    private final String text;
    private final byte[] octets = new byte[OCTETS];

    private PreparedText(String text) {
        this.text = text;
        for (int i = 0; i < Math.min(text.length(), OCTETS - 1); i++) octets[i] = octet(text.charAt(i));
    }

    /// Any thread may ask: what it finds is whole, and what it does not find it makes.
    static PreparedText of(String text) {
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        PreparedText kept = KEPT[slot];
        if (kept != null && kept.text.equals(text)) return kept;
        var prepared = new PreparedText(text);
        KEPT[slot] = prepared;
        return prepared;
    }

    void putInto(ByteBuffer answers) {
        answers.put(octets);
    }

    /// Clients compare octets and print them as they come: what is not printable ASCII leaves as `?`.
    private static byte octet(char character) {
        return (byte) (character >= ' ' && character <= '~' ? character : '?');
    }
}
