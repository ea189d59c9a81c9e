package dev.synoptic.packet;

import java.util.Arrays;
import java.util.Optional;

/// The link layers whose frames are understood, by their number in capture files (`p0f-v3.md` PKT-4).
public enum LinkType {
    /// BSD loopback: four octets of address family in the order of the machine that captured.
    NULL(0, 4),
    ETHERNET(1, 14),
    PPP(9, 4),
    /// PPP in HDLC framing: a header of four octets, of which p0f skips eight (O-2).
    PPP_HDLC(50, 8),
    /// A PPPoE session.
    PPP_ETHER(51, 8),
    RAW(101, 0),
    IEEE802_11(105, 32),
    /// OpenBSD loopback: four octets of address family in network order, of which p0f skips eight (O-2).
    LOOP(108, 8),
    /// Linux cooked capture, version 1.
    LINUX_SLL(113, 16),
    PFLOG(117, 28),
    /// ARCNET as Linux shows it: a header of eight octets by RFC 1201.
    ARCNET_LINUX(129, LinkType.SEARCHED),
    /// IPv4 without a link header.
    IPV4(228, LinkType.SEARCHED),
    /// IPv6 without a link header.
    IPV6(229, LinkType.SEARCHED),
    /// Linux cooked capture, version 2.
    LINUX_SLL2(276, LinkType.SEARCHED);

    /// Stands for "no fixed offset": the IP packet is searched for (PKT-5).
    static final int SEARCHED = -1;

    /// Of the 32 bits in a capture file's header, those that number the link type; the others tell of check sums.
    private static final int NUMBER_MASK = 0x03FF_FFFF;

    private final int number;
    private final int strictOffset;

    LinkType(int number, int strictOffset) {
        this.number = number;
        this.strictOffset = strictOffset;
    }

    /// The link type with this number, as in a capture file's header; empty where its frames are not understood.
    ///
    /// Raw IP has three numbers: 101 in files, 12 and 14 on the systems that wrote their own number into files.
    public static Optional<LinkType> of(int number) {
        int wanted = number & NUMBER_MASK;
        if (wanted == 12 || wanted == 14) return Optional.of(RAW);
        return Arrays.stream(values()).filter(type -> type.number == wanted).findFirst();
    }

    /// Its number in capture files.
    public int number() {
        return number;
    }

    /// Octets that p0f skips, or [#SEARCHED].
    int strictOffset() {
        return strictOffset;
    }
}
