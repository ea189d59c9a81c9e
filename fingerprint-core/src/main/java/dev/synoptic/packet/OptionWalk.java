package dev.synoptic.packet;

import static dev.synoptic.packet.Octets.u16;
import static dev.synoptic.packet.Octets.u32;
import static dev.synoptic.packet.Octets.u8;

import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirk;

/// One walk over the options of a segment (`p0f-v3.md` OPT-1 to OPT-3). Reused from segment to segment; one thread.
///
/// A malformed option is evidence: it is recorded, marked by a quirk, and never an error.
final class OptionWalk {

    private static final int BAD = Quirk.BAD.bit();
    private static final int EXWS = Quirk.EXWS.bit();
    private static final int OPT_PLUS = Quirk.OPT_PLUS.bit();
    private static final int TS1_MINUS = Quirk.TS1_MINUS.bit();
    private static final int TS2_PLUS = Quirk.TS2_PLUS.bit();

    private static final int SCALE_MAX = 14; // RFC 7323 §2.3
    private static final int STOP = Integer.MAX_VALUE;

    private final byte[] kinds = new byte[OptionLayout.KINDS_MAX];
    private final long[] words = new long[OptionLayout.KINDS_MAX / Long.BYTES];
    private int count;
    private int quirks;
    private int mss;
    private int scale;
    private long ownTimestamp;
    private int eolPadding;

    /// Walks the `length` octets of options at `start`; `syn` says whether the segment is a SYN, which `ts2+` asks for.
    void walk(byte[] octets, int start, int length, boolean syn) {
        clear();
        int at = 0;
        while (at < length && count < OptionLayout.KINDS_MAX) {
            int kind = u8(octets, start + at);
            record(kind);
            at = kind == 1 ? at + 1 : pass(kind, octets, start, at, length, syn);
        }
        if (at < length || at == STOP) quirks |= BAD; // OPT-1: left over at the end, or stopped
    }

    private void clear() {
        count = 0;
        words[0] = words[1] = words[2] = 0;
        quirks = 0;
        mss = 0;
        scale = 0;
        ownTimestamp = 0;
        eolPadding = 0;
    }

    /// OPT-1: a kind is recorded before its option is checked (O-31).
    private void record(int kind) {
        words[count >>> 3] |= (long) kind << ((7 - (count & 7)) * Byte.SIZE);
        kinds[count++] = (byte) kind;
    }

    /// Where the next option begins; [#STOP] where this one ends the walk as malformed.
    private int pass(int kind, byte[] octets, int start, int at, int length, boolean syn) {
        int behind = length - at - 1;
        int value = start + at + 1;
        return switch (kind) {
            case 0 -> endOfOptions(octets, value, behind, length);
            case 2 -> behind < 3 ? STOP : at + segmentSize(octets, value);
            case 3 -> behind < 2 ? STOP : at + windowScale(octets, value);
            case 4 -> behind < 1 ? STOP : at + expectLength(octets, value, 2);
            case 5 -> skip(octets, value, behind, at, 10, 34);
            case 8 -> behind < 9 ? STOP : at + timestamp(octets, value, syn);
            default -> skip(octets, value, behind, at, 2, 40);
        };
    }

    /// The length octet should be `length`; the option takes as much whatever it says.
    private int expectLength(byte[] octets, int at, int length) {
        if (u8(octets, at) != length) quirks |= BAD;
        return length;
    }

    private int segmentSize(byte[] octets, int at) {
        mss = u16(octets, at + 1);
        return expectLength(octets, at, 4);
    }

    private int windowScale(byte[] octets, int at) {
        scale = u8(octets, at + 1);
        if (scale > SCALE_MAX) quirks |= EXWS;
        return expectLength(octets, at, 3);
    }

    private int timestamp(byte[] octets, int at, boolean syn) {
        ownTimestamp = u32(octets, at + 1);
        if (ownTimestamp == 0) quirks |= TS1_MINUS;
        if (syn && u32(octets, at + 5) != 0) quirks |= TS2_PLUS;
        return expectLength(octets, at, 10);
    }

    /// An option whose own length octet says how long it is, its kind included.
    private static int skip(byte[] octets, int at, int behind, int start, int least, int most) {
        if (behind < 1) return STOP;
        int length = u8(octets, at);
        return length < least || length > most || length > behind + 1 ? STOP : start + length;
    }

    /// OPT-2: whatever follows is padding; it should be zero, but a lone non-zero last octet goes unseen (O-4).
    private int endOfOptions(byte[] octets, int at, int behind, int length) {
        eolPadding = behind;
        for (int i = 0; i < behind - 1; i++) {
            if (u8(octets, at + i) != 0) {
                quirks |= OPT_PLUS;
                break;
            }
        }
        return length;
    }

    int count() {
        return count;
    }

    int quirks() {
        return quirks;
    }

    int mss() {
        return mss;
    }

    int scale() {
        return scale;
    }

    long ownTimestamp() {
        return ownTimestamp;
    }

    int eolPadding() {
        return eolPadding;
    }

    OptionLayout layout() {
        return OptionLayout.of(kinds, count);
    }

    /// Eight kinds as one number, as in [OptionLayout#word].
    long word(int index) {
        return words[index];
    }
}
