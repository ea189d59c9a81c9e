package dev.synoptic.agent.capture;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The pcapng format (draft-ietf-opsawg-pcapng): blocks, each in the byte order of its section.
///
/// ```
/// type 4 · total length 4 · body · total length 4
/// ```
/// A section header begins a section and forgets the interfaces; interface descriptions number from 0; frames come
/// in enhanced, simple and obsolete packet blocks; other blocks are passed over.
final class PcapNg implements RecordFormat {

    /// The same in either byte order, which is why it can begin a file.
    static final int SECTION = 0x0A0D_0D0A;

    private static final int INTERFACE = 1, OBSOLETE_PACKET = 2, SIMPLE_PACKET = 3, ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1A2B_3C4D;
    private static final int BLOCK_HEADER = 8, BLOCK_MIN = 12, SECTION_MIN = 28;
    private static final int FIRST_SECTION_MAX = 1 << 20, BLOCK_MAX = 16 << 20, BLOCK_ROOM_BESIDE_FRAME = 131_072 + 32;

    /// Interfaces of one section that are kept; a file with more is refused.
    private static final int INTERFACES_MAX = 65_536;

    private final FileOctets octets;
    private final Reading reading;
    private final List<PcapNgInterface> interfaces = new ArrayList<>();
    private ValueLayout.OfInt u32;
    private ValueLayout.OfShort u16;
    private int linkType;
    private int snapshotLength;
    private int blockMax = BLOCK_MAX;
    private boolean interfaceSeen;

    private PcapNg(FileOctets octets, Reading reading, ByteOrder order) {
        this.octets = octets;
        this.reading = reading;
        u32 = JAVA_INT_UNALIGNED.withOrder(order);
        u16 = JAVA_SHORT_UNALIGNED.withOrder(order);
    }

    /// Reads the first section header and everything up to the first interface, without which nothing can be said.
    static PcapNg open(FileOctets octets, Reading reading) throws IOException {
        if (!octets.has(BLOCK_MIN)) throw octets.refusal(CaptureFault.NOT_A_CAPTURE, "too short for a capture file");
        var format = new PcapNg(octets, reading, sectionOrder(octets));
        format.firstSection();
        while (!format.interfaceSeen) {
            if (!format.hasBlock()) {
                throw octets.refusal(CaptureFault.MALFORMED, "no interface description in the whole file");
            }
            format.beforeFirstInterface();
        }
        return format;
    }

    private static ByteOrder sectionOrder(FileOctets octets) throws CaptureFileException {
        int magic = octets.window().get(JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), octets.at() + BLOCK_HEADER);
        if (magic == BYTE_ORDER_MAGIC) return ByteOrder.BIG_ENDIAN;
        if (magic == Integer.reverseBytes(BYTE_ORDER_MAGIC)) return ByteOrder.LITTLE_ENDIAN;
        throw octets.refusal(CaptureFault.NOT_A_CAPTURE, "a pcapng section header without its byte-order magic");
    }

    /// The end of this block is not compared with its beginning, as libpcap does not.
    private void firstSection() throws IOException {
        int length = i32(4);
        if (Integer.compareUnsigned(length, SECTION_MIN) < 0
                || Integer.compareUnsigned(length, FIRST_SECTION_MAX) > 0) {
            throw octets.refusal(
                    CaptureFault.MALFORMED,
                    "section header of " + Integer.toUnsignedString(length) + " octets; " + SECTION_MIN + " to "
                            + FIRST_SECTION_MAX + " make sense");
        }
        if (!octets.has(length)) throw octets.cutOff("the section header", length);
        requireVersion(true);
        octets.pass(length);
    }

    private void requireVersion(boolean first) throws CaptureFileException {
        int major = octets.window().get(u16, octets.at() + 12) & 0xFFFF;
        int minor = octets.window().get(u16, octets.at() + 14) & 0xFFFF;
        if (major == 1 && (!first || minor == 0)) return; // libpcap asks later sections for the major version alone
        throw octets.refusal(
                CaptureFault.UNSUPPORTED_VERSION, "pcapng version " + major + "." + minor + "; 1.0 is understood");
    }

    private void beforeFirstInterface() throws IOException {
        switch (i32(0)) {
            case INTERFACE -> describeInterface();
            case ENHANCED_PACKET, SIMPLE_PACKET, OBSOLETE_PACKET ->
                throw octets.refusal(CaptureFault.MALFORMED, "a packet before any interface description");
            default -> octets.pass(i32(4));
        }
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        while (hasBlock()) {
            switch (i32(0)) {
                case ENHANCED_PACKET -> {
                    enhanced(frame, i32(4));
                    return true;
                }
                case SIMPLE_PACKET -> {
                    simple(frame, i32(4));
                    return true;
                }
                case OBSOLETE_PACKET -> {
                    obsolete(frame, i32(4));
                    return true;
                }
                case INTERFACE -> describeInterface();
                case SECTION -> section();
                default -> octets.pass(i32(4));
            }
        }
        return false;
    }

    /// Whether a whole, well-formed block lies ahead; false at the end of the file.
    private boolean hasBlock() throws IOException {
        if (!octets.has(BLOCK_HEADER)) {
            if (octets.left(1) == 0) return false;
            throw octets.cutOff("a block header", BLOCK_HEADER);
        }
        if (reading == Reading.WHOLE && i32(0) == SECTION) turnTo();
        int length = i32(4);
        requireLength(length);
        if (!octets.has(length)) throw octets.cutOff("a block", length);
        if (i32(length - 4L) != length) {
            throw octets.refusal(
                    CaptureFault.MALFORMED,
                    "a block begins with length " + length + " and ends with "
                            + Integer.toUnsignedString(i32(length - 4L)));
        }
        return true;
    }

    /// A section has its own byte order.
    private void turnTo() throws IOException {
        if (!octets.has(BLOCK_MIN)) throw octets.cutOff("a section header", BLOCK_MIN);
        var order = sectionOrder(octets);
        u32 = u32.withOrder(order);
        u16 = u16.withOrder(order);
    }

    private void requireLength(int length) throws CaptureFileException {
        if (length >= BLOCK_MIN && length <= blockMax && length % 4 == 0) return;
        throw octets.refusal(
                CaptureFault.MALFORMED,
                "block of " + Integer.toUnsignedString(length) + " octets; multiples of 4 from " + BLOCK_MIN + " to "
                        + blockMax + " make sense");
    }

    private void section() throws CaptureFileException {
        int length = i32(4);
        if (length < SECTION_MIN) throw tooShort("a section header", SECTION_MIN);
        if (sectionOrder(octets) != u32.order()) {
            throw octets.refusal(CaptureFault.MIXED_INTERFACES, "sections of different byte orders");
        }
        requireVersion(false);
        interfaces.clear();
        octets.pass(length);
    }

    private void describeInterface() throws CaptureFileException {
        int length = i32(4);
        if (length < BLOCK_MIN + 8) throw tooShort("an interface description", BLOCK_MIN + 8);
        if (interfaces.size() == INTERFACES_MAX) {
            throw octets.refusal(CaptureFault.MALFORMED, "more than " + INTERFACES_MAX + " interfaces in a section");
        }
        int link = octets.window().get(u16, octets.at() + 8) & 0xFFFF;
        var described = new PcapNgInterface(
                link,
                SnapshotLength.adjusted(link, i32(12)),
                PcapNgOptions.timeScale(octets, u32.order(), 16, length - 4));
        if (!interfaceSeen) first(described);
        else if (reading == Reading.AS_LIBPCAP) requireLikeFirst(described);
        blockMax = Math.max(blockMax, SnapshotLength.longest(link) + BLOCK_ROOM_BESIDE_FRAME);
        interfaces.add(described);
        octets.pass(length);
    }

    private void first(PcapNgInterface described) {
        linkType = described.linkType();
        snapshotLength = described.snapshotLength();
        interfaceSeen = true;
    }

    private void requireLikeFirst(PcapNgInterface described) throws CaptureFileException {
        if (described.linkType() == linkType && described.snapshotLength() == snapshotLength) return;
        throw octets.refusal(
                CaptureFault.MIXED_INTERFACES,
                "an interface of link type " + described.linkType() + " and snapshot length "
                        + described.snapshotLength() + " after one of " + linkType + " and " + snapshotLength);
    }

    private void enhanced(Frame frame, int length) throws CaptureFileException {
        if (length < BLOCK_MIN + 20) throw tooShort("an enhanced packet", BLOCK_MIN + 20);
        take(frame, interfaceAt(i32(8)), 28, i32(20), i32(24), units(12));
    }

    private void obsolete(Frame frame, int length) throws CaptureFileException {
        if (length < BLOCK_MIN + 20) throw tooShort("a packet", BLOCK_MIN + 20);
        int number = octets.window().get(u16, octets.at() + 8) & 0xFFFF;
        take(frame, interfaceAt(number), 28, i32(20), i32(24), units(12));
    }

    /// Has no time and no captured length of its own, and belongs to the first interface.
    private void simple(Frame frame, int length) throws CaptureFileException {
        if (length < BLOCK_MIN + 4) throw tooShort("a simple packet", BLOCK_MIN + 4);
        int wireLength = i32(8);
        var from = interfaceAt(0);
        int captured =
                Integer.compareUnsigned(wireLength, from.snapshotLength()) > 0 ? from.snapshotLength() : wireLength;
        take(frame, from, 12, captured, wireLength, 0);
    }

    private void take(Frame frame, PcapNgInterface from, int head, int captured, int wireLength, long units)
            throws CaptureFileException {
        int length = i32(4);
        if (captured < 0 || captured > from.snapshotLength() || captured > length - 4 - head) {
            throw octets.refusal(
                    CaptureFault.MALFORMED,
                    "captured length " + Integer.toUnsignedString(captured) + " in a block of " + length
                            + " octets, snapshot length " + from.snapshotLength());
        }
        from.times().date(frame, units);
        frame.link(from.linkType(), u32.order());
        frame.place(octets.window(), octets.at() + head, captured, wireLength);
        octets.pass(length);
    }

    private PcapNgInterface interfaceAt(int number) throws CaptureFileException {
        if (number >= 0 && number < interfaces.size()) return interfaces.get(number);
        throw octets.refusal(
                CaptureFault.MALFORMED,
                "a packet of interface " + Integer.toUnsignedString(number) + ", " + interfaces.size() + " described");
    }

    private long units(int offset) {
        MemorySegment window = octets.window();
        long at = octets.at() + offset;
        return (window.get(u32, at) & 0xFFFF_FFFFL) << 32 | (window.get(u32, at + 4) & 0xFFFF_FFFFL);
    }

    private int i32(long offset) {
        return octets.window().get(u32, octets.at() + offset);
    }

    private CaptureFileException tooShort(String block, int least) {
        return octets.refusal(CaptureFault.MALFORMED, block + " block is shorter than " + least + " octets");
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
