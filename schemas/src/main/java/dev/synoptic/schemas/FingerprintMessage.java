package dev.synoptic.schemas;

import dev.synoptic.match.Fingerprint;

/// One value of `fingerprints.v1`.
public sealed interface FingerprintMessage {

    /// A handshake judged; it comes again, completed, when its client proves real.
    record Judged(Fingerprint fingerprint) implements FingerprintMessage {}

    /// How far a capture has been read.
    record Advanced(SourceProgress progress) implements FingerprintMessage {}
}
