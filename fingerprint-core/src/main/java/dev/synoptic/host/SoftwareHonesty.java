package dev.synoptic.host;

/// Whether a host's software says what it is: `bad_sw` of p0f's answers, by ordinal (`p0f-v3.md` 11.2).
public enum SoftwareHonesty {
    /// Nothing against it.
    UNSUSPECTED,
    /// The User-Agent names another system than the TCP signature (HTTP-26).
    SYSTEM_MISMATCH,
    /// The software does not name itself as the matched signature expects (HTTP-31).
    DISHONEST
}
