package dev.synoptic.packet;

import static dev.synoptic.packet.Octets.u16;
import static dev.synoptic.packet.Octets.u8;

/// The checks that an IP packet with a TCP segment passes before anything is read from it (`p0f-v3.md` PKT-6 to
/// PKT-11).
final class IpReader {

    private static final int TCP = 6;
    private static final int V4_HEADER_MIN = 20, V6_HEADER = 40, TCP_HEADER_MIN = 20;
    private static final int MORE_FRAGMENTS_OR_OFFSET = 0x3FFF;

    private IpReader() {}

    /// Reads the packet of at most `length` octets at `at` into `view`.
    static Intake read(byte[] octets, int at, int length, SegmentView view) {
        if (length < V4_HEADER_MIN + TCP_HEADER_MIN) return Intake.TOO_SHORT;
        return switch (u8(octets, at) >>> 4) {
            case 4 -> readV4(octets, at, length, view);
            case 6 -> readV6(octets, at, length, view);
            default -> Intake.NOT_IP;
        };
    }

    /// PKT-7. Behind the total length lies padding of the link layer.
    private static Intake readV4(byte[] octets, int at, int captured, SegmentView view) {
        int total = u16(octets, at + 2);
        int header = (u8(octets, at) & 0x0F) * 4;
        int length = Math.min(captured, total);
        if (length < V4_HEADER_MIN + TCP_HEADER_MIN) return Intake.IP_LENGTH_TOO_SHORT;
        if (header < V4_HEADER_MIN) return Intake.IP_HEADER_TOO_SHORT;
        if (total > length) return Intake.TRUNCATED;
        if (header + TCP_HEADER_MIN > length) return Intake.NO_ROOM_FOR_TCP;
        if (u8(octets, at + 9) != TCP) return Intake.OTHER_PROTOCOL;
        if ((u16(octets, at + 6) & MORE_FRAGMENTS_OR_OFFSET) != 0) return Intake.FRAGMENT;
        return readTcp(octets, at, true, header, length, view);
    }

    /// PKT-9.
    private static Intake readV6(byte[] octets, int at, int captured, SegmentView view) {
        int total = u16(octets, at + 4) + V6_HEADER;
        int length = Math.min(captured, total);
        if (length < V6_HEADER + TCP_HEADER_MIN) return Intake.IP_LENGTH_TOO_SHORT;
        if (total > length) return Intake.TRUNCATED;
        if (u8(octets, at + 6) != TCP) return Intake.OTHER_PROTOCOL;
        return readTcp(octets, at, false, V6_HEADER, length, view);
    }

    /// PKT-10.
    private static Intake readTcp(byte[] octets, int ip, boolean v4, int ipHeader, int ipLength, SegmentView view) {
        int tcp = ip + ipHeader;
        int header = (u8(octets, tcp + 12) >>> 4) * 4;
        if (header < TCP_HEADER_MIN || header > ipLength - ipHeader) return Intake.TCP_HEADER_LENGTH;
        int flags = u8(octets, tcp + 13);
        if (!isSensible(flags)) return Intake.TCP_FLAGS;
        view.wrap(ip, v4, ipHeader, header, ipLength, flags);
        return Intake.SEGMENT;
    }

    /// Exactly one of SYN, FIN, RST, or none of them but ACK.
    private static boolean isSensible(int flags) {
        return switch (flags & (SegmentView.SYN | SegmentView.FIN | SegmentView.RST)) {
            case 0 -> (flags & SegmentView.ACK) != 0;
            case SegmentView.SYN, SegmentView.FIN, SegmentView.RST -> true;
            default -> false;
        };
    }
}
