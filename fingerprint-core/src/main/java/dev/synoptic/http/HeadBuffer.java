package dev.synoptic.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// The first octets that one side of a connection sent, at most [#OCTETS_MAX] (`p0f-v3.md` STATE-13). Reusable.
final class HeadBuffer {

    /// Octets kept of one direction; the rest is dropped (`p0f-v3.md` 16.1).
    static final int OCTETS_MAX = 8192;

    private static final int OCTETS_FIRST = 1024;

    private byte[] octets = new byte[0];
    private int length;

    void append(MemorySegment from, long offset, int count) {
        int taken = Math.min(count, OCTETS_MAX - length);
        ensure(length + taken);
        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, offset, octets, length, taken);
        length += taken;
    }

    private void ensure(int needed) {
        if (needed <= octets.length) return;
        int size = Math.max(OCTETS_FIRST, octets.length);
        while (size < needed) size *= 2;
        var larger = new byte[size];
        System.arraycopy(octets, 0, larger, 0, length);
        octets = larger;
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    boolean full() {
        return length == OCTETS_MAX;
    }

    int at(int index) {
        return octets[index] & 0xFF;
    }

    boolean startsWith(String prefix, int from) {
        if (length - from < prefix.length()) return false;
        for (int i = 0; i < prefix.length(); i++) {
            if (at(from + i) != prefix.charAt(i)) return false;
        }
        return true;
    }

    /// Where the next LF is at or after `from`; where there is none within `most` octets, the place behind these or
    /// behind all.
    int lineEnd(int from, int most) {
        int until = Math.min(length, from + most);
        int at = from;
        while (at < until && octets[at] != '\n') at++;
        return at;
    }

    /// A header's name, which is mostly one of a few.
    String name(int from, int to) {
        return KnownNames.of(octets, from, to);
    }

    String text(int from, int to) {
        return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
