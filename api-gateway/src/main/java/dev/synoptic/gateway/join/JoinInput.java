package dev.synoptic.gateway.join;

import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.verdict.Verdict;

/// What comes to the join, from either topic.
sealed interface JoinInput {

    /// A SYN was judged, or its client has proved real.
    record SynSeen(Fingerprint fingerprint) implements JoinInput {}

    /// A mail server has decided.
    record VerdictGiven(Verdict verdict) implements JoinInput {}

    /// A capture or a log was read further.
    ///
    /// @param isCapture which of the two
    record SourceAdvanced(SourceProgress progress, boolean isCapture) implements JoinInput {}
}
