package dev.synoptic.packet;

import static dev.synoptic.packet.Octets.u8;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;

/// Frames of one capture to segments, in place and without allocation. One thread, one capture.
///
/// Two readings of the link layer (`docs/fidelity.md`): *strict* skips what p0f skips, to the octet, oddities included
/// (`p0f-v3.md` PKT-1 to PKT-11, O-1, O-2); *fleet* skips what the link header really takes, VLAN tags included.
/// From the IP header on they are the same.
public final class FrameDecoder {

    /// Octets of a frame that are looked at (PKT-2, PKT-3).
    static final int LENGTH_MAX = 65_535;

    /// Tags of one frame that are skipped: a provider's, a customer's, and one to spare.
    private static final int FLEET_TAGS_MAX = 3;

    private static final int STRICT_TAGS_MAX = 1;
    private static final int TCP = 6, V6_FRAGMENT = 44;

    /// Octets that all headers of a frame take at most: link 40, IP 60, TCP 60, and what the search passes by.
    private static final int HEAD = 192;

    /// The same for PFLOG, whose header may claim to have 256 octets.
    static final int HEAD_MAX = 256 + 60 + 60;

    private final LinkLayer link;
    private final OptionalInt fixedOffset;
    private final Optional<IpSearch> search;
    private final boolean filtered;

    private FrameWindow window = new FrameWindow();
    private final int headLength;

    private FrameDecoder(
            LinkLayer link, OptionalInt fixedOffset, Optional<IpSearch> search, boolean filtered, int headLength) {
        this.link = link;
        this.fixedOffset = fixedOffset;
        this.search = search;
        this.filtered = filtered;
        this.headLength = headLength;
    }

    /// A decoder that takes frames as p0f does.
    ///
    /// @param order byte order of the capture file; of this machine for live capture
    public static FrameDecoder strict(LinkType type, ByteOrder order) {
        var link = LinkLayer.of(type, order, STRICT_TAGS_MAX);
        return type.strictOffset() == LinkType.SEARCHED
                ? new FrameDecoder(link, OptionalInt.empty(), Optional.of(new IpSearch()), false, head(type))
                : new FrameDecoder(link, OptionalInt.of(type.strictOffset()), Optional.empty(), false, head(type));
    }

    private static int head(LinkType type) {
        return type == LinkType.PFLOG ? HEAD_MAX : HEAD;
    }

    /// A decoder that takes frames as they are meant.
    ///
    /// @param order byte order of the capture file; of this machine for live capture
    public static FrameDecoder fleet(LinkType type, ByteOrder order) {
        return new FrameDecoder(
                LinkLayer.of(type, order, FLEET_TAGS_MAX), OptionalInt.empty(), Optional.empty(), false, head(type));
    }

    /// A decoder for links of any other type, whose frames a capture filter has already held to `tcp`: the IP packet is
    /// searched for (`p0f-v3.md` PKT-5).
    public static FrameDecoder searching() {
        return new FrameDecoder((_, _, _) -> 0, OptionalInt.empty(), Optional.of(new IpSearch()), true, HEAD);
    }

    /// A decoder of this fidelity.
    ///
    /// @param order byte order of the capture file; of this machine for live capture
    public static FrameDecoder of(Fidelity fidelity, LinkType type, ByteOrder order) {
        return switch (fidelity) {
            case STRICT -> strict(type, order);
            case FLEET -> fleet(type, order);
        };
    }

    /// Looks at frames through a window that someone else looks through too; for who reads the records they lie in.
    public FrameDecoder through(FrameWindow shared) {
        window = shared;
        return this;
    }

    /// Reads the frame at `at` of `frames`; `view` shows the segment if the answer is [Intake#SEGMENT], until the next
    /// frame is read; else it shows nothing that makes sense.
    ///
    /// @param captured   octets of the frame that are there
    /// @param wireLength octets it had on the wire, unsigned
    public Intake decode(MemorySegment frames, long at, int captured, int wireLength, SegmentView view) {
        int start = window.index(frames, at, Math.min(captured, headLength));
        byte[] octets = window.octets();
        int ip = link.locate(octets, start, captured);
        if (!filtered && (ip == LinkLayer.NOT_IP || !isTcp(octets, start, captured, ip))) return Intake.NOT_TCP;
        int length = least(captured, wireLength); // PKT-3
        int offset = offset(start, length, ip & LinkLayer.OFFSET_MASK);
        if (offset < 0) return Intake.IP_NOT_FOUND;
        var intake = IpReader.read(octets, start + offset, length - offset, view);
        if (intake == Intake.SEGMENT) view.show(octets, frames, at - start);
        return intake;
    }

    private static int least(int captured, int wireLength) {
        return Math.min(captured, wireLength < 0 ? LENGTH_MAX : Math.min(wireLength, LENGTH_MAX));
    }

    /// PKT-1: what `tcp` means to the capture filter, by the link layer's word for the IP version.
    private static boolean isTcp(byte[] octets, int start, int captured, int ip) {
        int offset = ip & LinkLayer.OFFSET_MASK;
        int room = captured - offset;
        int packet = start + offset;
        if (ip < LinkLayer.V6) return room > 9 && u8(octets, packet + 9) == TCP;
        if (room <= 6) return false;
        int next = u8(octets, packet + 6);
        return next == TCP || (next == V6_FRAGMENT && room > 40 && u8(octets, packet + 40) == TCP);
    }

    /// PKT-4, PKT-5 in strict mode; in the fleet, what the link layer said.
    private int offset(int start, int length, int told) {
        if (fixedOffset.isPresent()) return fixedOffset.getAsInt();
        return search.isPresent()
                ? search.get().offset(window.octets(), start, length).orElse(-1)
                : told;
    }
}
