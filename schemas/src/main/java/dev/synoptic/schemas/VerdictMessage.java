package dev.synoptic.schemas;

import dev.synoptic.verdict.Verdict;

/// One value of `verdicts.v1`.
public sealed interface VerdictMessage {

    /// What a mail server decided.
    record Given(Verdict verdict) implements VerdictMessage {}

    /// How far a mail log has been read.
    record Advanced(SourceProgress progress) implements VerdictMessage {}
}
