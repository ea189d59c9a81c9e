package dev.synoptic.flow;

import dev.synoptic.packet.SegmentKind;
import dev.synoptic.packet.SegmentView;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirks;

/// What one SYN or SYN+ACK says of the stack that sent it: all that a signature can ask about (`p0f-v3.md` 5.1).
///
/// @param step            SYN or SYN+ACK
/// @param ipVersion       4 or 6
/// @param ttl             hops left on arrival, 0 to 255
/// @param ipOptionsLength octets of IPv4 options ("olen"), 0 to 40; 0 for IPv6
/// @param dscp            the six bits of differentiated services, 0 to 63
/// @param mss             octets; 0 where the option is absent, since `p0f.fp` does not tell the two apart
/// @param window          octets as sent, before any scaling, 0 to 65535
/// @param scale           window scale, 0 to 255; 0 where absent
/// @param layout          kinds of the TCP options in the order sent
/// @param eolPadding      octets after end-of-options; 0 without it
/// @param quirks          oddities of the headers
/// @param payload         whether the segment carried data
/// @param ownTimestamp    own value of the timestamp option, unsigned 32 bits; 0 where absent
/// @param headerLength    octets of the IP header with options and the TCP header with options
/// @param peerMss         for a SYN+ACK, the MSS of the SYN that it answers; else 0
public record SynObservation(
        HandshakeStep step,
        int ipVersion,
        int ttl,
        int ipOptionsLength,
        int dscp,
        int mss,
        int window,
        int scale,
        OptionLayout layout,
        int eolPadding,
        Quirks quirks,
        boolean payload,
        long ownTimestamp,
        int headerLength,
        int peerMss) {

    public SynObservation {
        require(ipVersion == 4 || ipVersion == 6, "IP version", ipVersion);
        require(ttl >>> 8 == 0, "ttl", ttl);
        require(ipOptionsLength >>> 8 == 0, "IP options length", ipOptionsLength);
        require(dscp >>> 6 == 0, "dscp", dscp);
        require(mss >>> 16 == 0, "mss", mss);
        require(window >>> 16 == 0, "window", window);
        require(scale >>> 8 == 0, "scale", scale);
        require(eolPadding >>> 8 == 0, "eol padding", eolPadding);
        require(ownTimestamp >>> 32 == 0, "timestamp", ownTimestamp);
        require(headerLength >>> 16 == 0, "header length", headerLength);
        require(peerMss >>> 16 == 0, "peer mss", peerMss);
    }

    /// What a SYN or SYN+ACK says; `peerMss` is that of the SYN which a SYN+ACK answers, and 0 for a SYN.
    public static SynObservation of(SegmentView segment, int peerMss) {
        return new SynObservation(
                segment.kind() == SegmentKind.SYN ? HandshakeStep.SYN : HandshakeStep.SYN_ACK,
                segment.ipVersion(),
                segment.ttl(),
                segment.ipOptionsLength(),
                segment.dscp(),
                segment.mss(),
                segment.window(),
                segment.scale(),
                segment.layout(),
                segment.eolPadding(),
                new Quirks(segment.quirkBits()),
                segment.payloadLength() > 0,
                segment.ownTimestamp(),
                segment.headerLength(),
                peerMss);
    }

    /// The same with another value of its own clock.
    public SynObservation withTimestamp(long timestamp) {
        return new SynObservation(
                step,
                ipVersion,
                ttl,
                ipOptionsLength,
                dscp,
                mss,
                window,
                scale,
                layout,
                eolPadding,
                quirks,
                payload,
                timestamp,
                headerLength,
                peerMss);
    }

    private static void require(boolean fits, String field, long value) {
        if (!fits) throw new IllegalArgumentException(field + " out of range: " + value);
    }
}
