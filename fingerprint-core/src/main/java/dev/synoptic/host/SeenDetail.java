package dev.synoptic.host;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.tcp.HandshakeStep;

/// What a SYN or SYN+ACK says that no score needs, but that a signature asks for: with it a match can be explained long
/// after the packet. Fields as in [SynObservation].
///
/// @param step            SYN or SYN+ACK
/// @param ipVersion       4 or 6
/// @param ipOptionsLength octets of IPv4 options, 0 to 40
/// @param dscp            the six bits of differentiated services
/// @param window          octets as sent, before any scaling
/// @param scale           window scale; 0 where absent
/// @param eolPadding      octets after end-of-options; 0 without it
/// @param payload         whether the segment carried data
/// @param headerLength    octets of the IP and TCP headers with options
/// @param peerMss         for a SYN+ACK, the MSS of the SYN that it answers; else 0
public record SeenDetail(
        HandshakeStep step,
        int ipVersion,
        int ipOptionsLength,
        int dscp,
        int window,
        int scale,
        int eolPadding,
        boolean payload,
        int headerLength,
        int peerMss) {

    static SeenDetail of(SynObservation seen) {
        return new SeenDetail(
                seen.step(),
                seen.ipVersion(),
                seen.ipOptionsLength(),
                seen.dscp(),
                seen.window(),
                seen.scale(),
                seen.eolPadding(),
                seen.payload(),
                seen.headerLength(),
                seen.peerMss());
    }

    SynObservation with(SeenHandshake kept) {
        return new SynObservation(
                step,
                ipVersion,
                kept.ttl(),
                ipOptionsLength,
                dscp,
                kept.mss(),
                window,
                scale,
                kept.layout(),
                eolPadding,
                kept.quirks(),
                payload,
                kept.ownTimestamp(),
                headerLength,
                peerMss);
    }
}
