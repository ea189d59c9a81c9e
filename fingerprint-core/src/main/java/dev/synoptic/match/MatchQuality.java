package dev.synoptic.match;

/// How well a signature explains an observation (`p0f-v3.md` TCP-2, TCP-3).
public enum MatchQuality {
    /// A specific signature, all of it.
    EXACT,
    /// A catch-all signature, all of it.
    GENERIC,
    /// A signature but for a tolerated quirk or TTL.
    FUZZY
}
