package dev.synoptic.http;

import java.nio.charset.StandardCharsets;

/// The names that are met in nearly every message, to be found by their octets instead of made anew (`p0f-v3.md` 10.7).
final class KnownNames {

    private static final int SLOTS = 256;
    private static final String[] NAMES = new String[SLOTS];
    private static final byte[][] OCTETS = new byte[SLOTS][];

    static {
        HeaderLists.builtIn().forEach(KnownNames::add);
    }

    private KnownNames() {}

    private static void add(String name) {
        byte[] octets = name.getBytes(StandardCharsets.ISO_8859_1);
        int slot = slot(octets, 0, octets.length);
        while (OCTETS[slot] != null) slot = (slot + 1) % SLOTS;
        OCTETS[slot] = octets;
        NAMES[slot] = name;
    }

    private static int slot(byte[] octets, int from, int to) {
        int middle = octets[from + to >>> 1] & 0xFF;
        return (octets[from] * 31 + octets[to - 1] * 7 + middle * 3 + (to - from)) & (SLOTS - 1);
    }

    /// The name that these octets spell, one at least.
    static String of(byte[] octets, int from, int to) {
        int slot = slot(octets, from, to);
        for (byte[] known = OCTETS[slot]; known != null; known = OCTETS[slot]) {
            if (equal(known, octets, from, to)) return NAMES[slot];
            slot = (slot + 1) % SLOTS;
        }
        return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean equal(byte[] known, byte[] octets, int from, int to) {
        if (known.length != to - from) return false;
        for (int i = 0; i < known.length; i++) {
            if (known[i] != octets[from + i]) return false;
        }
        return true;
    }
}
