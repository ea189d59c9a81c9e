package dev.synoptic.standalone.p0f;

/// Whose reading of frames (`docs/fidelity.md`).
public enum Fidelity {
    /// p0f 3.09b's to the octet, oddities included.
    STRICT,
    /// The link layer as it is meant: VLAN tags are skipped, every header has its real length.
    FLEET
}
