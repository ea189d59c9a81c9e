package dev.synoptic.agent.capture;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.synoptic.packet.FrameWindow;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The classic format: a file header of 24 octets, then records, in the byte order of the machine that wrote them.
///
/// ```
/// magic 4 · major 2 · minor 2 · zone 4 · figures 4 · snapshot length 4 · link type 4
/// seconds 4 · micro- or nanoseconds 4 · captured length 4 · length on the wire 4 · the frame
/// ```
/// Both byte orders, micro- and nanoseconds (cut to micro, `p0f-v3.md` PKT-2), the longer records of a once
/// widespread patch, and the swapped lengths of versions before 2.4.
final class ClassicPcap implements RecordFormat {

    private static final int MICROS = 0xA1B2_C3D4, NANOS = 0xA1B2_3C4D, PATCHED = 0xA1B2_CD34;
    private static final int FILE_HEADER = 24, RECORD = 16, RECORD_PATCHED = 24;
    private static final int LINK_TYPE = 0x03FF_FFFF;
    private static final int DG_UX = 543;
    private static final int ETHERNET = 1, ETHERNET_HEADER = 14;

    /// Which of a record's two lengths comes first.
    private enum Lengths {
        CAPTURED_FIRST,
        WIRE_FIRST,
        /// Version 2.3 was written in both ways: the captured length is the smaller.
        SMALLER_IS_CAPTURED
    }

    private final FileOctets octets;
    private final ValueLayout.OfInt u32;
    private final int fractionsPerMicro;
    private final int recordHeader;
    private final int linkType;
    private final int snapshotLength;
    private final int longest;
    private final Lengths lengths;
    private final FrameWindow near;
    private final boolean bigEndian;

    private ClassicPcap(FileOctets octets, int magic, ByteOrder order) throws IOException {
        if (!octets.has(FILE_HEADER)) throw octets.cutOff("the file header", FILE_HEADER);
        this.octets = octets;
        near = octets.near;
        u32 = JAVA_INT_UNALIGNED.withOrder(order);
        bigEndian = order == ByteOrder.BIG_ENDIAN;
        fractionsPerMicro = magic == NANOS ? 1_000 : 1;
        recordHeader = magic == PATCHED ? RECORD_PATCHED : RECORD;
        linkType = i32(20) & LINK_TYPE;
        longest = SnapshotLength.longest(linkType);
        int snapshot = SnapshotLength.adjusted(linkType, i32(16));
        snapshotLength = magic == PATCHED && linkType == ETHERNET && snapshot <= Integer.MAX_VALUE - ETHERNET_HEADER
                ? snapshot + ETHERNET_HEADER
                : snapshot;
        lengths = lengths(order);
        octets.pass(FILE_HEADER);
    }

    /// Whether the four octets that a file begins with, read in `order`, are this format's.
    static boolean begins(int magic) {
        return magic == MICROS || magic == NANOS || magic == PATCHED;
    }

    static ClassicPcap open(FileOctets octets, int magic, ByteOrder order) throws IOException {
        return new ClassicPcap(octets, magic, order);
    }

    private Lengths lengths(ByteOrder order) throws IOException {
        var u16 = JAVA_SHORT_UNALIGNED.withOrder(order);
        int major = octets.window().get(u16, octets.at() + 4) & 0xFFFF;
        int minor = octets.window().get(u16, octets.at() + 6) & 0xFFFF;
        if (major == DG_UX && minor == 0) return Lengths.WIRE_FIRST;
        if (major != 2 || minor > 4) {
            throw octets.refusal(
                    CaptureFault.UNSUPPORTED_VERSION,
                    "pcap version " + major + "." + minor + "; 2.0 to 2.4 are understood");
        }
        return switch (minor) {
            case 4 -> Lengths.CAPTURED_FIRST;
            case 3 -> Lengths.SMALLER_IS_CAPTURED;
            default -> Lengths.WIRE_FIRST;
        };
    }

    private int i32(long offset) {
        return octets.window().get(u32, octets.at() + offset);
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        if (!octets.has(recordHeader)) {
            if (octets.left(1) == 0) return false;
            throw octets.cutOff("a record header", recordHeader);
        }
        int start = near.index(octets.window(), octets.at(), RECORD);
        frame.date(field(start) & 0xFFFF_FFFFL, micros(field(start + 4)));
        int first = field(start + 8);
        int second = field(start + 12);
        boolean swapped = lengths != Lengths.CAPTURED_FIRST && wireComesFirst(first, second);
        take(frame, swapped ? second : first, swapped ? first : second);
        return true;
    }

    private int micros(int fractions) {
        return fractionsPerMicro == 1 ? fractions : Integer.divideUnsigned(fractions, fractionsPerMicro);
    }

    private int field(int at) {
        byte[] array = near.octets();
        return bigEndian
                ? octets(array[at], array[at + 1], array[at + 2], array[at + 3])
                : octets(array[at + 3], array[at + 2], array[at + 1], array[at]);
    }

    private static int octets(byte first, byte second, byte third, byte fourth) {
        return first << 24 | (second & 0xFF) << 16 | (third & 0xFF) << 8 | fourth & 0xFF;
    }

    private boolean wireComesFirst(int first, int second) {
        return lengths == Lengths.WIRE_FIRST || Integer.compareUnsigned(first, second) > 0;
    }

    /// A frame longer than the snapshot length is cut to it, one beyond all reason is damage.
    private void take(Frame frame, int captured, int wireLength) throws IOException {
        if (captured < 0 || captured > longest) {
            throw octets.refusal(
                    CaptureFault.MALFORMED,
                    "captured length " + Integer.toUnsignedString(captured) + ", at most " + longest + " makes sense");
        }
        long whole = (long) recordHeader + captured;
        if (!octets.has(whole)) throw octets.cutOff("a frame", whole);
        frame.link(linkType, u32.order());
        frame.place(octets.window(), octets.at() + recordHeader, Math.min(captured, snapshotLength), wireLength);
        octets.pass(whole);
    }

    @Override
    public int linkType() {
        return linkType;
    }

    @Override
    public ByteOrder order() {
        return u32.order();
    }
}
