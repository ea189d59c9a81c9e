package dev.synoptic.host;

import dev.synoptic.match.Fingerprint;
import dev.synoptic.tcp.HandshakeStep;
import java.util.Optional;
import java.util.OptionalInt;

/// A host as one site sees it: all that must be compared only with what was seen from the same place (design §3).
///
/// @param site            the site
/// @param lastMicros      the last handshake seen from here, microseconds since 1970, UTC
/// @param distance        hops, as last seen from here; empty while unknown
/// @param lastSyn         the last SYN, where one was seen
/// @param lastSynAck      the last SYN+ACK, where one was seen
/// @param clientScores    change scores in the client's role
/// @param serverScores    change scores in the server's role
/// @param reasons         gathered reasons of both roles since the last sharing verdict
/// @param lastPort        client port of the last connection, 0 before the first
/// @param lastRequest     the last HTTP request that named a system
/// @param lastResponse    the last HTTP response
public record Vantage(
        String site,
        long lastMicros,
        OptionalInt distance,
        Optional<SeenHandshake> lastSyn,
        Optional<SeenHandshake> lastSynAck,
        ScoreWindow clientScores,
        ScoreWindow serverScores,
        Reasons reasons,
        int lastPort,
        Optional<SeenMessage> lastRequest,
        Optional<SeenMessage> lastResponse) {

    /// A site that has seen nothing of the host yet.
    public static Vantage of(String site) {
        return new Vantage(
                site,
                Long.MIN_VALUE,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                ScoreWindow.EMPTY,
                ScoreWindow.EMPTY,
                Reasons.NONE,
                0,
                Optional.empty(),
                Optional.empty());
    }

    /// After a completed handshake; one of a tool counts and tells the distance, but is no reference (TCP-10).
    Vantage with(Fingerprint completed, OptionalInt seenDistance) {
        long micros = completed.capturedMicros();
        boolean newer = micros >= lastMicros;
        boolean tool = completed
                .judgement()
                .match()
                .filter(match -> match.label().isTool())
                .isPresent();
        boolean syn = completed.seen().step() == HandshakeStep.SYN;
        var seen = SeenHandshake.of(completed);
        return new Vantage(
                site,
                Math.max(lastMicros, micros),
                newer && seenDistance.isPresent() ? seenDistance : distance,
                syn && !tool ? newest(lastSyn, seen) : lastSyn,
                syn || tool ? lastSynAck : newest(lastSynAck, seen),
                clientScores,
                serverScores,
                reasons,
                newer && !tool ? completed.connection().clientPort() : lastPort,
                lastRequest,
                lastResponse);
    }

    private static Optional<SeenHandshake> newest(Optional<SeenHandshake> kept, SeenHandshake seen) {
        return kept.filter(old -> old.micros() > seen.micros()).or(() -> Optional.of(seen));
    }
}
