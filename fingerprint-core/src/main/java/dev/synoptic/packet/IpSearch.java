package dev.synoptic.packet;

import static dev.synoptic.packet.Octets.u16;
import static dev.synoptic.packet.Octets.u8;

import java.util.OptionalInt;

/// Where the IP packet begins behind a link header of unknown length: found once, kept for good (`p0f-v3.md` PKT-5).
final class IpSearch {

    private static final int OFFSET_MAX = 38;

    private OptionalInt found = OptionalInt.empty();

    /// The offset, searched for in this frame unless an earlier one has shown it.
    OptionalInt offset(byte[] octets, int at, int length) {
        if (found.isEmpty()) found = search(octets, at, length);
        return found;
    }

    private static OptionalInt search(byte[] octets, int at, int length) {
        for (int i = 0; i <= OFFSET_MAX && length - i >= 40; i += 2) {
            int version = u8(octets, at + i) >>> 4;
            boolean v6 = length - i >= 60 && version == 6 && u8(octets, at + i + 6) == 6;
            boolean v4 = version == 4 && u8(octets, at + i + 9) == 6;
            if (v6 || v4) return OptionalInt.of(i >= 4 && u16(octets, at + i - 4) == 0x8100 ? i - 4 : i);
        }
        return OptionalInt.empty();
    }
}
