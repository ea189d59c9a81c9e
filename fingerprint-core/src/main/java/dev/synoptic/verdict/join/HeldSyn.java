package dev.synoptic.verdict.join;

import dev.synoptic.match.Fingerprint;
import java.util.Optional;
import java.util.OptionalLong;

/// A SYN that waits for its session, or was given to one.
///
/// @param fingerprint what the SYN says
/// @param given       the session that has it
public record HeldSyn(Fingerprint fingerprint, Optional<Given> given) {

    /// A SYN's session, and how sure that is.
    ///
    /// @param sessionId see [dev.synoptic.verdict.Verdict#sessionId]
    /// @param how       how the two came together
    /// @param closeMicros end of the session, where a verdict has told it, microseconds since 1970, UTC
    public record Given(String sessionId, How how, OptionalLong closeMicros) {}

    /// A SYN that no session has yet.
    public static HeldSyn free(Fingerprint fingerprint) {
        return new HeldSyn(fingerprint, Optional.empty());
    }
}
