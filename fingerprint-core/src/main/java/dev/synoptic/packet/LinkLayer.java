package dev.synoptic.packet;

import static dev.synoptic.packet.Octets.i32;
import static dev.synoptic.packet.Octets.u16;
import static dev.synoptic.packet.Octets.u8;

import java.nio.ByteOrder;

/// What a link header says follows it: which version of IP, and where (`p0f-v3.md` PKT-1).
@FunctionalInterface
interface LinkLayer {

    /// The answer where the link layer names no IP, or ends before it could.
    int NOT_IP = -1;

    /// Added to the offset where the link layer says IPv4, respectively IPv6.
    int V4 = 4 << 16, V6 = 6 << 16;

    /// Of an answer, the part that is the offset.
    int OFFSET_MASK = 0xFFFF;

    /// Looks at the frame of `length` octets whose head is at `at` of `octets`: [#V4] or [#V6] plus the offset
    /// of the IP header from there, or [#NOT_IP].
    int locate(byte[] octets, int at, int length);

    /// The reading of a link type; `order` is that of the machine that captured, which BSD loopback headers are in.
    ///
    /// @param tagsMax VLAN tags skipped on Ethernet
    static LinkLayer of(LinkType type, ByteOrder order, int tagsMax) {
        return switch (type) {
            case ETHERNET -> (octets, at, length) -> ethernet(octets, at, length, tagsMax);
            case RAW -> LinkLayer::raw;
            case IPV4 -> (_, _, _) -> V4;
            case IPV6 -> (_, _, _) -> V6;
            case NULL -> (octets, at, length) -> family(octets, at, length, order);
            case LOOP -> (octets, at, length) -> family(octets, at, length, ByteOrder.BIG_ENDIAN);
            case LINUX_SLL -> (octets, at, length) -> ethertype(octets, at, length, 14, 16);
            case LINUX_SLL2 -> (octets, at, length) -> ethertype(octets, at, length, 0, 20);
            case PPP, PPP_HDLC -> (octets, at, length) -> ppp(octets, at, length, 2);
            case PPP_ETHER -> (octets, at, length) -> ppp(octets, at, length, 6);
            case PFLOG -> LinkLayer::pflog;
            case ARCNET_LINUX -> LinkLayer::arcnet;
            case IEEE802_11 -> LinkLayer::wireless;
        };
    }

    private static int ethernet(byte[] octets, int at, int length, int tagsMax) {
        int type = 12;
        for (int tags = 0; tags < tagsMax && length >= type + 2 && isTag(u16(octets, at + type)); tags++) type += 4;
        return ethertype(octets, at, length, type, type + 2);
    }

    private static boolean isTag(int ethertype) {
        return ethertype == 0x8100 || ethertype == 0x88A8 || ethertype == 0x9100;
    }

    private static int ethertype(byte[] octets, int at, int length, int typeOffset, int offset) {
        if (length < typeOffset + 2) return NOT_IP;
        return switch (u16(octets, at + typeOffset)) {
            case 0x0800 -> V4 + offset;
            case 0x86DD -> V6 + offset;
            default -> NOT_IP;
        };
    }

    private static int ppp(byte[] octets, int at, int length, int protocolOffset) {
        if (length < protocolOffset + 2) return NOT_IP;
        return switch (u16(octets, at + protocolOffset)) {
            case 0x0021 -> V4 + protocolOffset + 2;
            case 0x0057 -> V6 + protocolOffset + 2;
            default -> NOT_IP;
        };
    }

    private static int raw(byte[] octets, int at, int length) {
        if (length < 1) return NOT_IP;
        return switch (u8(octets, at) >>> 4) {
            case 4 -> V4;
            case 6 -> V6;
            default -> NOT_IP;
        };
    }

    /// Address families: 2 everywhere for IPv4; 24, 28, 30 on the BSDs and macOS for IPv6.
    private static int family(byte[] octets, int at, int length, ByteOrder order) {
        if (length < 4) return NOT_IP;
        int family = i32(octets, at);
        return switch (order == ByteOrder.BIG_ENDIAN ? family : Integer.reverseBytes(family)) {
            case 2 -> V4 + 4;
            case 24, 28, 30 -> V6 + 4;
            default -> NOT_IP;
        };
    }

    /// The header's first octet is its length before padding to words, the second the address family.
    private static int pflog(byte[] octets, int at, int length) {
        if (length < 2) return NOT_IP;
        int offset = (u8(octets, at) + 3) & ~3;
        return switch (u8(octets, at + 1)) {
            case 2 -> V4 + offset;
            case 10, 24, 28, 30 -> V6 + offset;
            default -> NOT_IP;
        };
    }

    /// The fifth octet names the protocol: 212 and, by RFC 1051, 240 for IPv4, 196 for IPv6.
    private static int arcnet(byte[] octets, int at, int length) {
        if (length < 5) return NOT_IP;
        return switch (u8(octets, at + 4)) {
            case 212, 240 -> V4 + 8;
            case 196 -> V6 + 8;
            default -> NOT_IP;
        };
    }

    /// Data frames alone carry IP, behind 24 octets, two more with quality of service, and an LLC/SNAP header.
    private static int wireless(byte[] octets, int at, int length) {
        if (length < 1 || (u8(octets, at) & 0x0C) != 0x08) return NOT_IP;
        int header = (u8(octets, at) & 0x80) != 0 ? 26 : 24;
        if (length < header + 8 || i32(octets, at + header) != 0xAAAA_0300 || u16(octets, at + header + 4) != 0) {
            return NOT_IP;
        }
        return ethertype(octets, at, length, header + 6, header + 8);
    }
}
