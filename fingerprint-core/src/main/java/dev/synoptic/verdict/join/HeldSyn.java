package dev.synoptic.verdict.join;

import dev.synoptic.match.Fingerprint;
import java.util.Optional;

/// A SYN that waits for its session, or was given to one.
///
/// @param fingerprint what the SYN says
/// @param given       the session that has it
public record HeldSyn(Fingerprint fingerprint, Optional<Given> given) {

    /// A SYN's session, and how sure that is.
    ///
    /// @param sessionId see [dev.synoptic.verdict.Verdict#sessionId]
    /// @param how       how the two came together
    public record Given(String sessionId, How how) {}

    /// A SYN that no session has yet.
    public static HeldSyn free(Fingerprint fingerprint) {
        return new HeldSyn(fingerprint, Optional.empty());
    }
}
