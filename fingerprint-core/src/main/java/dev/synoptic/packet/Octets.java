package dev.synoptic.packet;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Unsigned numbers in network order, read where they lie.
final class Octets {

    private static final ValueLayout.OfShort U16 = JAVA_SHORT_UNALIGNED.withOrder(BIG_ENDIAN);
    private static final ValueLayout.OfInt U32 = JAVA_INT_UNALIGNED.withOrder(BIG_ENDIAN);
    private static final ValueLayout.OfLong U64 = JAVA_LONG_UNALIGNED.withOrder(BIG_ENDIAN);

    private Octets() {}

    static int u8(MemorySegment octets, long at) {
        return octets.get(JAVA_BYTE, at) & 0xFF;
    }

    static int u16(MemorySegment octets, long at) {
        return octets.get(U16, at) & 0xFFFF;
    }

    static int i32(MemorySegment octets, long at) {
        return octets.get(U32, at);
    }

    static long u32(MemorySegment octets, long at) {
        return octets.get(U32, at) & 0xFFFF_FFFFL;
    }

    static long i64(MemorySegment octets, long at) {
        return octets.get(U64, at);
    }
}
