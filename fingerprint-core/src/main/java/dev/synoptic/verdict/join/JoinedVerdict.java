package dev.synoptic.verdict.join;

import dev.synoptic.flow.Origin;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.match.MatchQuality;
import dev.synoptic.signature.Label;
import dev.synoptic.verdict.Verdict;
import java.util.Optional;
import java.util.OptionalInt;

/// A verdict and the stack it was about.
///
/// @param verdict  what the mail server decided
/// @param revision 0 first; grows by one with each correction of the join alone (J6)
/// @param how      how the two came together
/// @param partner  the SYN; also where it is only the newest of several that could be meant
/// @param unknown  why the operating system counts as Unknown; empty where it is known
public record JoinedVerdict(
        Verdict verdict, int revision, How how, Optional<Partner> partner, Optional<UnknownCause> unknown) {

    /// What of the fingerprint a table or a report may ask for.
    ///
    /// @param origin           names the SYN
    /// @param label            what the signature says; empty for `???`
    /// @param quality          how well it fits
    /// @param line             its line in the signature file
    /// @param distance         hops
    /// @param link             link type by MTU
    /// @param differenceMicros session's start as logged minus capture of the SYN, clocks corrected
    /// @param databaseVersion  of the signatures
    /// @param rawSignature     the SYN in the shape of a signature
    /// @param sharedAddress    whether several hosts share the client's address, as [Fingerprint#sharedAddress]
    public record Partner(
            Origin origin,
            Optional<Label> label,
            Optional<MatchQuality> quality,
            OptionalInt line,
            int distance,
            Optional<String> link,
            long differenceMicros,
            String databaseVersion,
            String rawSignature,
            Optional<Boolean> sharedAddress) {

        static Partner of(Fingerprint seen, long differenceMicros) {
            var match = seen.judgement().match();
            return new Partner(
                    seen.origin(),
                    match.map(Fingerprint.Match::label),
                    match.map(Fingerprint.Match::quality),
                    match.map(m -> OptionalInt.of(m.line())).orElse(OptionalInt.empty()),
                    seen.judgement().distance(),
                    seen.link(),
                    differenceMicros,
                    seen.databaseVersion(),
                    seen.rawSignature(),
                    seen.sharedAddress());
        }
    }

    /// The label that counts: empty where the operating system counts as Unknown.
    public Optional<Label> label() {
        return unknown.isPresent() ? Optional.empty() : partner.flatMap(Partner::label);
    }

    /// Whether this takes the place of `other`, a join of the same event.
    public boolean supersedes(JoinedVerdict other) {
        return verdict.revision() != other.verdict.revision()
                ? verdict.revision() > other.verdict.revision()
                : revision > other.revision;
    }
}
