package dev.synoptic.match;

/// By whose rules signatures are matched (`docs/signatures.md`, `docs/fidelity.md`).
public enum Fidelity {
    /// p0f 3.09b's, oddities included (`p0f-v3.md` section 5).
    STRICT,
    /// The fleet's: fewer guesses, IPv6 as it is met, rules that p0f's grammar has no words for.
    FLEET
}
