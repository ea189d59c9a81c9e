package dev.synoptic.match;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.packet.SegmentKind;
import dev.synoptic.packet.SegmentView;
import dev.synoptic.tcp.HandshakeStep;

/// All that the judgement of a SYN or SYN+ACK depends on, in five words. Reused; one thread.
///
/// ```
/// sizes   window 16 │ mss 16 │ peer mss 16 │ ttl 8 │ scale 8
/// marks   quirks 17 │ eol 8 │ olen 8 │ dscp 6 │ header 16 │ kinds 5 │ SYN+ACK 1 │ IPv6 1 │ payload 1 │ timestamp 1
/// layout  24 kinds of 8
/// ```
final class SynKey {

    /// Words of a key.
    static final int WORDS = 5;

    private long sizes;
    private long marks;
    private long layout0;
    private long layout1;
    private long layout2;

    void set(SegmentView view, int peerMss) {
        sizes = sizes(view.window(), view.mss(), peerMss, view.ttl(), view.scale());
        marks = marks(
                marks(view.quirkBits(), view.eolPadding(), view.ipOptionsLength(), view.dscp(), view.headerLength()),
                view.layoutSize(),
                view.kind() == SegmentKind.SYN_ACK,
                view.ipVersion(),
                view.payloadLength() > 0,
                view.ownTimestamp() != 0);
        layout0 = view.layoutWord(0);
        layout1 = view.layoutWord(1);
        layout2 = view.layoutWord(2);
    }

    void set(SynObservation seen) {
        sizes = sizes(seen.window(), seen.mss(), seen.peerMss(), seen.ttl(), seen.scale());
        marks = marks(
                marks(
                        seen.quirks().bits(),
                        seen.eolPadding(),
                        seen.ipOptionsLength(),
                        seen.dscp(),
                        seen.headerLength()),
                seen.layout().size(),
                seen.step() == HandshakeStep.SYN_ACK,
                seen.ipVersion(),
                seen.payload(),
                seen.ownTimestamp() != 0);
        layout0 = seen.layout().word(0);
        layout1 = seen.layout().word(1);
        layout2 = seen.layout().word(2);
    }

    private static long sizes(int window, int mss, int peerMss, int ttl, int scale) {
        return ((long) window << 48) | ((long) mss << 32) | ((long) peerMss << 16) | (ttl << 8) | scale;
    }

    private static long marks(int quirks, int eolPadding, int ipOptionsLength, int dscp, int headerLength) {
        long marks = ((long) quirks << 8) | eolPadding;
        return (((((marks << 8) | ipOptionsLength) << 6) | dscp) << 16) | headerLength;
    }

    private static long marks(
            long marks, int kinds, boolean synAck, int ipVersion, boolean payload, boolean timestamped) {
        int flags = (synAck ? 8 : 0) | (ipVersion == 6 ? 4 : 0) | (payload ? 2 : 0) | (timestamped ? 1 : 0);
        return (((marks << 5) | kinds) << 4) | flags;
    }

    boolean isAt(long[] keys, int at) {
        return keys[at] == sizes
                && keys[at + 1] == marks
                && keys[at + 2] == layout0
                && keys[at + 3] == layout1
                && keys[at + 4] == layout2;
    }

    void put(long[] keys, int at) {
        keys[at] = sizes;
        keys[at + 1] = marks;
        keys[at + 2] = layout0;
        keys[at + 3] = layout1;
        keys[at + 4] = layout2;
    }

    /// Senders choose these values, but at worst they empty each other's places.
    int hash() {
        long mixed = (sizes * 0x9E37_79B9_7F4A_7C15L) ^ (marks * 0xC2B2_AE3D_27D4_EB4FL) ^ (layout0 + layout1 * 31);
        mixed = (mixed ^ layout2) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32);
    }
}
