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
    Vantage with(Fingerprint completed, OptionalInt seenDistance, ScoreOutcome outcome) {
        long micros = completed.capturedMicros();
        boolean newer = micros >= lastMicros;
        boolean tool = isTool(completed);
        boolean syn = isSyn(completed);
        var seen = SeenHandshake.of(completed);
        return new Vantage(
                site,
                Math.max(lastMicros, micros),
                newer && seenDistance.isPresent() ? seenDistance : distance,
                syn && !tool ? newest(lastSyn, seen) : lastSyn,
                syn || tool ? lastSynAck : newest(lastSynAck, seen),
                syn ? outcome.window() : clientScores,
                syn ? serverScores : outcome.window(),
                outcome.reasons(),
                newer && !tool ? completed.connection().clientPort() : lastPort,
                lastRequest,
                lastResponse);
    }

    /// How a completed handshake compares with the last of its kind seen from here (SCORE-1 to SCORE-9).
    ///
    /// One that arrives late is held against nothing: its successor was judged without it. A tool's is scored by
    /// other rules, which need its list of systems (SCORE-12).
    ///
    /// @param recorded the system that the host is on record with
    ScoreOutcome score(Fingerprint completed, Optional<String> recorded) {
        boolean syn = isSyn(completed);
        var window = syn ? clientScores : serverScores;
        var reference = reference(syn);
        boolean late = reference
                .filter(last -> last.micros() > completed.capturedMicros())
                .isPresent();
        if (late || isTool(completed)) {
            return new ScoreOutcome(ScoreOutcome.Verdict.NOTHING, Reasons.NONE, window, window, reasons);
        }
        var entry = HandshakeScore.of(
                reference.orElse(null),
                SeenHandshake.of(completed),
                syn,
                recorded.orElse(null),
                lastPort,
                completed.connection().clientPort());
        return ScoreOutcome.of(window, reasons, entry);
    }

    /// What the clock behind a later timestamp says, by the last handshake seen from here (UP-1, UP-2).
    ///
    /// @param asClient  whether the host sent it in the client's role
    /// @param timestamp own value, unsigned 32 bits
    /// @param micros    when it was captured
    Optional<Uptime> uptime(boolean asClient, long timestamp, long micros) {
        return reference(asClient)
                .filter(last -> timestamp != 0 && last.ownTimestamp() != 0 && micros >= last.micros())
                .flatMap(last -> uptime(last, timestamp, micros));
    }

    private static Optional<Uptime> uptime(SeenHandshake last, long timestamp, long micros) {
        long millis = Math.floorDiv(micros, 1000L) - last.millis();
        double hertz = TimestampClock.hertz(millis, last.ownTimestamp(), timestamp);
        if (!TimestampClock.isCredible(hertz)) return Optional.empty();
        int nominal = TimestampClock.nominalHertz(hertz);
        return Optional.of(
                new Uptime(TimestampClock.minutes(timestamp, nominal), TimestampClock.moduloDays(nominal), micros));
    }

    private Optional<SeenHandshake> reference(boolean syn) {
        return syn ? lastSyn : lastSynAck;
    }

    private static boolean isSyn(Fingerprint fingerprint) {
        return fingerprint.seen().step() == HandshakeStep.SYN;
    }

    private static boolean isTool(Fingerprint fingerprint) {
        return fingerprint
                .judgement()
                .match()
                .filter(match -> match.label().isTool())
                .isPresent();
    }

    private static Optional<SeenHandshake> newest(Optional<SeenHandshake> kept, SeenHandshake seen) {
        return kept.filter(old -> old.micros() > seen.micros()).or(() -> Optional.of(seen));
    }
}
