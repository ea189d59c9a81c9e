package dev.synoptic.agent.capture;

/// Why a capture file was refused, as a whole or from some octet on.
public enum CaptureFault {
    /// Neither pcap nor pcapng, nor one of them in gzip.
    NOT_A_CAPTURE,
    /// A version of the format that is not understood.
    UNSUPPORTED_VERSION,
    /// The file ends in the middle of a header, record or block.
    CUT_OFF,
    /// A length or a field that cannot be.
    MALFORMED,
    /// Interfaces that differ in link type, snapshot length or byte order, which [Reading#AS_LIBPCAP] refuses.
    MIXED_INTERFACES
}
