package dev.synoptic.packet;

/// Writes addresses into a caller's octets, without allocation.
///
/// Words are those of [IpAddress]; every method answers the index behind what it wrote, at most [#LENGTH_MAX] further
/// on.
public final class AddressText {

    /// Octets of the longest text: eight groups of four digits and seven colons.
    public static final int LENGTH_MAX = 39;

    private static final int GROUPS = 8;
    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    /// Three decimal digits of each number that an octet holds.
    private static final int[] OCTETS = octets();

    private AddressText() {}

    /// Writes dotted decimal, or the form of RFC 5952 §4: the longest run of two or more zero groups, the first of
    /// equals, becomes `::`.
    public static int write(byte[] into, int at, int version, long high, long low) {
        if (version == 4) return writeV4(into, at, (int) low);
        int run = longestZeroRun(high, low);
        int runStart = run >>> 4;
        int runLength = run & 0xF;
        if (runLength < 2) return writeGroups(into, at, high, low, 0, GROUPS);
        int next = writeGroups(into, at, high, low, 0, runStart);
        into[next++] = ':';
        into[next++] = ':';
        return writeGroups(into, next, high, low, runStart + runLength, GROUPS);
    }

    /// Writes dotted decimal, or eight groups, never `::` (`p0f-v3.md` LOG-2).
    public static int writeP0f(byte[] into, int at, int version, long high, long low) {
        return version == 4 ? writeV4(into, at, (int) low) : writeGroups(into, at, high, low, 0, GROUPS);
    }

    private static int writeV4(byte[] into, int at, int bits) {
        int next = writeOctet(into, at, bits >>> 24);
        for (int shift = 16; shift >= 0; shift -= 8) {
            into[next++] = '.';
            next = writeOctet(into, next, (bits >>> shift) & 0xFF);
        }
        return next;
    }

    private static int writeOctet(byte[] into, int at, int octet) {
        int digits = OCTETS[octet];
        int next = at;
        if (octet >= 100) into[next++] = (byte) (digits >>> 16);
        if (octet >= 10) into[next++] = (byte) (digits >>> 8);
        into[next++] = (byte) digits;
        return next;
    }

    private static int[] octets() {
        var octets = new int[256];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = DIGITS[i / 100] << 16 | DIGITS[i / 10 % 10] << 8 | DIGITS[i % 10];
        }
        return octets;
    }

    private static int writeGroups(byte[] into, int at, long high, long low, int from, int to) {
        int next = at;
        for (int i = from; i < to; i++) {
            if (i > from) into[next++] = ':';
            next = writeGroup(into, next, group(high, low, i));
        }
        return next;
    }

    private static int writeGroup(byte[] into, int at, int group) {
        int next = at;
        if (group > 0xFFF) into[next++] = DIGITS[group >>> 12];
        if (group > 0xFF) into[next++] = DIGITS[(group >>> 8) & 0xF];
        if (group > 0xF) into[next++] = DIGITS[(group >>> 4) & 0xF];
        into[next++] = DIGITS[group & 0xF];
        return next;
    }

    private static int group(long high, long low, int index) {
        return (int) ((index < 4 ? high : low) >>> ((3 - (index & 3)) * 16)) & 0xFFFF;
    }

    /// Start times 16 plus length.
    private static int longestZeroRun(long high, long low) {
        int best = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            length = group(high, low, i) == 0 ? length + 1 : 0;
            if (length > (best & 0xF)) best = ((i + 1 - length) << 4) | length;
        }
        return best;
    }
}
