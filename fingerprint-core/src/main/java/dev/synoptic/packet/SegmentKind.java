package dev.synoptic.packet;

/// What a segment means to a connection (`p0f-v3.md` sections 1 and 2). PSH, URG, ECE and CWR never matter here.
public enum SegmentKind {
    /// SYN without ACK.
    SYN,
    /// SYN with ACK.
    SYN_ACK,
    /// FIN or RST, with or without ACK.
    FIN_OR_RST,
    /// ACK alone.
    ACK
}
