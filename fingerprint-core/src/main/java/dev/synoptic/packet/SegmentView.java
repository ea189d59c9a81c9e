package dev.synoptic.packet;

import static dev.synoptic.packet.Octets.i32;
import static dev.synoptic.packet.Octets.i64;
import static dev.synoptic.packet.Octets.u16;
import static dev.synoptic.packet.Octets.u32;
import static dev.synoptic.packet.Octets.u8;

import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirk;
import java.lang.foreign.MemorySegment;

/// A TCP segment and its IP header, where its decoder holds them, and the payload where it lies. Good until the next
/// [FrameDecoder#decode]. One thread.
///
/// What a [FrameDecoder] has checked holds for every accessor: none reads past the captured octets. Lengths are octets,
/// numbers unsigned. Options are walked on first need, at most once per segment.
public final class SegmentView {

    /// Flag bits of [#flags] (RFC 9293 §3.1).
    public static final int FIN = 0x01,
            SYN = 0x02,
            RST = 0x04,
            PSH = 0x08,
            ACK = 0x10,
            URG = 0x20,
            ECE = 0x40,
            CWR = 0x80;

    private static final int TCP_HEADER_MIN = 20;

    private final OptionWalk options = new OptionWalk();
    private MemorySegment frames = MemorySegment.NULL;
    private long arrayAt;
    private byte[] octets = new byte[0];
    private int ip;
    private int tcp;
    private boolean v4;
    private int tcpHeaderLength;
    private int payloadLength;
    private int flags;
    private boolean walked;

    /// A view that shows nothing yet.
    public SegmentView() {}

    /// Takes the figures of a segment whose headers were found sound; `ipLength` is the whole packet's. [#show]
    /// follows.
    void wrap(int ipAt, boolean isV4, int ipHeader, int tcpHeader, int ipLength, int tcpFlags) {
        ip = ipAt;
        v4 = isV4;
        tcp = ipAt + ipHeader;
        tcpHeaderLength = tcpHeader;
        payloadLength = ipLength - ipHeader - tcpHeader;
        flags = tcpFlags;
        walked = false;
    }

    /// Shows a segment of this array, which is the memory of `inFrames` from `at` on.
    void show(byte[] array, MemorySegment inFrames, long at) {
        octets = array;
        frames = inFrames;
        arrayAt = at;
    }

    /// 4 or 6.
    public int ipVersion() {
        return v4 ? 4 : 6;
    }

    /// The first word of the sender's address as in [IpAddress#high].
    public long sourceHigh() {
        return v4 ? 0 : i64(octets, ip + 8);
    }

    /// The last word of the sender's address as in [IpAddress#low].
    public long sourceLow() {
        return v4 ? u32(octets, ip + 12) : i64(octets, ip + 16);
    }

    /// The first word of the receiver's address.
    public long destinationHigh() {
        return v4 ? 0 : i64(octets, ip + 24);
    }

    /// The last word of the receiver's address.
    public long destinationLow() {
        return v4 ? u32(octets, ip + 16) : i64(octets, ip + 32);
    }

    /// The sender's address as a value.
    public IpAddress source() {
        return new IpAddress(ipVersion(), sourceHigh(), sourceLow());
    }

    /// The receiver's address as a value.
    public IpAddress destination() {
        return new IpAddress(ipVersion(), destinationHigh(), destinationLow());
    }

    /// The sender's port.
    public int sourcePort() {
        return u16(octets, tcp);
    }

    /// The receiver's port.
    public int destinationPort() {
        return u16(octets, tcp + 2);
    }

    /// Unsigned 32 bits.
    public long sequenceNumber() {
        return u32(octets, tcp + 4);
    }

    /// Unsigned 32 bits; whatever stands there where ACK is clear.
    public long acknowledgementNumber() {
        return u32(octets, tcp + 8);
    }

    /// The eight flags as they lie in the header: [#FIN] to [#CWR].
    public int flags() {
        return flags;
    }

    /// What the segment means to a connection.
    public SegmentKind kind() {
        if ((flags & SYN) != 0) return (flags & ACK) != 0 ? SegmentKind.SYN_ACK : SegmentKind.SYN;
        return (flags & (FIN | RST)) != 0 ? SegmentKind.FIN_OR_RST : SegmentKind.ACK;
    }

    /// As sent, before any scaling.
    public int window() {
        return u16(octets, tcp + 14);
    }

    /// Hops left on arrival (PKT-8, PKT-9).
    public int ttl() {
        return u8(octets, v4 ? ip + 8 : ip + 7);
    }

    /// The upper six bits of the type of service or traffic class (PKT-8, PKT-9).
    public int dscp() {
        return trafficClass() >>> 2;
    }

    /// Octets of IPv4 options, "olen"; 0 for IPv6 (PKT-7).
    public int ipOptionsLength() {
        return v4 ? tcp - ip - 20 : 0;
    }

    /// Octets of the IP header with options and the TCP header with options (PKT-11).
    public int headerLength() {
        return tcp - ip + tcpHeaderLength;
    }

    /// The memory that the segment lies in.
    public MemorySegment octets() {
        return frames;
    }

    /// Where in [#octets] the payload begins.
    public long payloadOffset() {
        return arrayAt + tcp + tcpHeaderLength;
    }

    /// Octets of payload (PKT-11).
    public int payloadLength() {
        return payloadLength;
    }

    /// Own value of the timestamp option; 0 where absent.
    public long ownTimestamp() {
        return tcpHeaderLength == TCP_HEADER_MIN ? 0 : options().ownTimestamp();
    }

    /// Value of the MSS option; 0 where absent.
    public int mss() {
        return options().mss();
    }

    /// Value of the window scale option; 0 where absent.
    public int scale() {
        return options().scale();
    }

    /// Octets after end-of-options; 0 without it.
    public int eolPadding() {
        return options().eolPadding();
    }

    /// How many option kinds were recorded (OPT-1).
    public int layoutSize() {
        return options().count();
    }

    /// Eight option kinds as one number, for comparing without a copy; `index` 0 to 2, unused places 0.
    public long layoutWord(int index) {
        return options().word(index);
    }

    /// The option kinds as a value.
    public OptionLayout layout() {
        return options().layout();
    }

    /// The [Quirk#bit]s of this segment; meant for SYN and SYN+ACK (section 3.6).
    public int quirkBits() {
        return (v4 ? v4Quirks() : v6Quirks()) | tcpQuirks() | options().quirks();
    }

    private OptionWalk options() {
        if (!walked) {
            options.walk(octets, tcp + TCP_HEADER_MIN, tcpHeaderLength - TCP_HEADER_MIN, kind() == SegmentKind.SYN);
            walked = true;
        }
        return options;
    }

    private int trafficClass() {
        return v4 ? u8(octets, ip + 1) : (i32(octets, ip) >>> 20) & 0xFF;
    }

    private int v4Quirks() {
        int fragment = u16(octets, ip + 6);
        boolean identified = u16(octets, ip + 4) != 0;
        int bits = (fragment & 0x8000) != 0 ? Quirk.ZERO_PLUS.bit() : 0;
        if ((fragment & 0x4000) != 0) return bits | Quirk.DF.bit() | (identified ? Quirk.ID_PLUS.bit() : 0);
        return bits | (identified ? 0 : Quirk.ID_MINUS.bit());
    }

    private int v6Quirks() {
        return (i32(octets, ip) & 0xF_FFFF) != 0 ? Quirk.FLOW.bit() : 0;
    }

    private int tcpQuirks() {
        int bits = 0;
        boolean nonceSum = (u8(octets, tcp + 12) & 1) != 0; // RFC 3540, historic
        if ((trafficClass() & 3) != 0 || (flags & (ECE | CWR)) != 0 || nonceSum) bits |= Quirk.ECN.bit();
        if (i32(octets, tcp + 4) == 0) bits |= Quirk.SEQ_MINUS.bit();
        if ((flags & PSH) != 0) bits |= Quirk.PUSHF_PLUS.bit();
        return bits | acknowledgementQuirks() | urgentQuirks();
    }

    private int acknowledgementQuirks() {
        int number = i32(octets, tcp + 8);
        if ((flags & ACK) != 0) return number == 0 ? Quirk.ACK_MINUS.bit() : 0;
        return (flags & RST) == 0 && (number & 0x0100_0000) != 0 ? Quirk.ACK_PLUS.bit() : 0; // O-3: that bit alone
    }

    private int urgentQuirks() {
        if ((flags & URG) != 0) return Quirk.URGF_PLUS.bit();
        return u16(octets, tcp + 18) != 0 ? Quirk.UPTR_PLUS.bit() : 0;
    }
}
