package dev.synoptic.match;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.Origin;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.signature.Label;
import java.util.Optional;

/// One handshake judged: what matched, how well, by which database; the raw features kept, to judge again later.
///
/// @param origin           where the SYN or SYN+ACK came from; agent, instance and sequence name this observation
/// @param connection       the connection it opened; the subject is its client for a SYN, its server for a SYN+ACK
/// @param capturedMicros   when the SYN or SYN+ACK was captured, microseconds since 1970, UTC
/// @param sequenceNumber   its initial sequence number, unsigned 32 bits
/// @param completed        whether the client is known to have completed the handshake; until then it may be forged
/// @param judgement        what the database says
/// @param link             link type by MTU; empty where no `[mtu]` row has that number (MTU-2)
/// @param databaseVersion  digest of the signatures that judged it
/// @param rawSignature     the observation in the shape of a signature (TCP-9)
/// @param seen             the observation itself
/// @param sharedAddress    whether several hosts were taken to share the subject's address by then; empty where the
///     host's memory was not asked: of a SYN alone, and where its agent's clock is wrong
public record Fingerprint(
        Origin origin,
        Connection connection,
        long capturedMicros,
        long sequenceNumber,
        boolean completed,
        Judgement judgement,
        Optional<String> link,
        String databaseVersion,
        String rawSignature,
        SynObservation seen,
        Optional<Boolean> sharedAddress) {

    /// The same with what the host's memory says.
    public Fingerprint ofSharedAddress(boolean shared) {
        return new Fingerprint(
                origin,
                connection,
                capturedMicros,
                sequenceNumber,
                completed,
                judgement,
                link,
                databaseVersion,
                rawSignature,
                seen,
                Optional.of(shared));
    }

    /// What the signatures say of one observation.
    ///
    /// @param match    the row that explains it; empty where none does (`???`)
    /// @param distance hops between sender and capture; a guess where nothing matched (TCP-4)
    /// @param sender   what window and scale tell beyond the system; empty under p0f's own rules
    public record Judgement(Optional<Match> match, int distance, SenderHints sender) {

        /// One that says nothing beyond the system.
        public Judgement(Optional<Match> match, int distance) {
            this(match, distance, SenderHints.NONE);
        }
    }

    /// The row that won.
    ///
    /// @param label     what it says
    /// @param quality   how well it fits
    /// @param line      its line in the signature file
    /// @param randomTtl whether it declares a random TTL, so that the distance is only an upper bound
    public record Match(Label label, MatchQuality quality, int line, boolean randomTtl) {}
}
