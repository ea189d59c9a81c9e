package dev.synoptic.packet;

import java.util.Locale;

/// What became of one frame (`p0f-v3.md` section 3). Each constant but [#SEGMENT] is the reason for leaving a frame
/// out.
public enum Intake {
    /// A TCP segment; the view now shows it.
    SEGMENT(true),
    /// Not TCP by p0f's own capture filter: never seen, and not counted (PKT-1).
    NOT_TCP(false),
    /// No IP packet was found behind a link header of unknown length so far (PKT-5).
    IP_NOT_FOUND(true),
    /// Fewer than 40 octets after the link header (PKT-6).
    TOO_SHORT(true),
    /// Neither IPv4 nor IPv6 where the IP packet should be (section 3.3).
    NOT_IP(true),
    /// The IP packet says that it is shorter than an IP and a TCP header (PKT-7, PKT-9).
    IP_LENGTH_TOO_SHORT(true),
    /// An IPv4 header shorter than 20 octets (PKT-7).
    IP_HEADER_TOO_SHORT(true),
    /// The packet is longer than what was captured (PKT-7, PKT-9).
    TRUNCATED(true),
    /// The IPv4 header leaves no room for a TCP header (PKT-7).
    NO_ROOM_FOR_TCP(true),
    /// Another protocol, or an IPv6 extension header, which is never skipped (PKT-7, PKT-9).
    OTHER_PROTOCOL(true),
    /// A piece of an IPv4 packet (PKT-7).
    FRAGMENT(true),
    /// A TCP header shorter than 20 octets or longer than the packet (PKT-10).
    TCP_HEADER_LENGTH(true),
    /// A combination of SYN, ACK, FIN, RST that no connection knows (PKT-10).
    TCP_FLAGS(true);

    private final boolean counted;
    private final String counterName;

    Intake(boolean counted) {
        this.counted = counted;
        this.counterName = name().toLowerCase(Locale.ROOT);
    }

    /// Whether p0f counts the frame, which drives its sweeps; false only for what its filter keeps out.
    public boolean counted() {
        return counted;
    }

    /// Whether there is a segment to look at.
    public boolean isSegment() {
        return this == SEGMENT;
    }

    /// The name under which frames with this outcome are counted.
    public String counterName() {
        return counterName;
    }
}
