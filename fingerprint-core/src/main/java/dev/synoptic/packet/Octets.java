package dev.synoptic.packet;

/// Unsigned numbers in network order, read from an array.
///
/// An array, not a memory segment: a program that reads one capture spends much of its life before the compiler has
/// seen through the many layers of a segment's accessors.
final class Octets {

    private Octets() {}

    static int u8(byte[] octets, int at) {
        return octets[at] & 0xFF;
    }

    static int u16(byte[] octets, int at) {
        return (octets[at] & 0xFF) << 8 | octets[at + 1] & 0xFF;
    }

    static int i32(byte[] octets, int at) {
        return u16(octets, at) << 16 | u16(octets, at + 2);
    }

    static long u32(byte[] octets, int at) {
        return i32(octets, at) & 0xFFFF_FFFFL;
    }

    static long i64(byte[] octets, int at) {
        return (long) i32(octets, at) << 32 | u32(octets, at + 4);
    }
}
