package dev.synoptic.agent.capture;

/// How much of a capture file is taken.
public enum Reading {
    /// Accept and refuse what libpcap 1.10 does: one link type and one snapshot length in the whole file.
    AS_LIBPCAP,
    /// Take every interface of a pcapng file with its own link type, snapshot length and byte order.
    WHOLE
}
