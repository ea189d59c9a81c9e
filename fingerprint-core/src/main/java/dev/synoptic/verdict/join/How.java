package dev.synoptic.verdict.join;

/// How a verdict came to its fingerprint.
public enum How {
    /// By address and port of the client (J1).
    EXACT,
    /// By address, in order; every SYN that could have been it has the same label (J2).
    IP_SAME,
    /// By address, in order; SYNs of different labels could have been it (J2).
    IP_AMBIGUOUS,
    /// By what was last known of the address (J3).
    CACHE,
    /// Not at all.
    NONE
}
