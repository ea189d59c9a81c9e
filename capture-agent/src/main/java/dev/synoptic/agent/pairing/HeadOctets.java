package dev.synoptic.agent.pairing;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The first octets that one side sent, up to the empty line that ends a head.
final class HeadOctets {

    /// Octets kept of one direction (`p0f-v3.md` 16.1).
    static final int OCTETS_MAX = 8_192;

    private static final int OCTETS_FIRST = 512;

    private byte[] octets = new byte[OCTETS_FIRST];
    private int length;
    private int searched;
    private int end = -1;

    void append(MemorySegment from, long at, int count) {
        int taken = Math.min(count, OCTETS_MAX - length);
        while (octets.length < length + taken) octets = Arrays.copyOf(octets, Math.min(2 * octets.length, OCTETS_MAX));
        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, at, octets, length, taken);
        length += taken;
        search();
    }

    private void search() {
        for (; searched + 1 < length && end < 0; searched++) {
            if (octets[searched] != '\n') continue;
            if (octets[searched + 1] == '\n') end = searched + 1;
            else if (octets[searched + 1] == '\r' && searched + 2 == length) return; // its newline is still to come
            else if (octets[searched + 1] == '\r' && octets[searched + 2] == '\n') end = searched + 1;
        }
    }

    boolean isWhole() {
        return end >= 0;
    }

    boolean isFull() {
        return length == OCTETS_MAX;
    }

    /// The head without the empty line; octets as ISO-8859-1.
    String text() {
        return new String(octets, 0, end, StandardCharsets.ISO_8859_1);
    }
}
