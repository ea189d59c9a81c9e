package dev.synoptic.host;

import dev.synoptic.match.Fingerprint;
import dev.synoptic.match.JudgedHead;
import dev.synoptic.signature.Label;
import dev.synoptic.signature.ToolSystems;
import dev.synoptic.tcp.HandshakeStep;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

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

    /// After an HTTP head: a response is the reference for the next one, a request only where it names a system
    /// (HTTP-29, HTTP-30).
    Vantage with(JudgedHead head, HeadOutcome told) {
        boolean response = head.isResponse();
        boolean namesSystem = head.match().isPresent() && !head.isTool();
        var seen = Optional.of(SeenMessage.of(head));
        var scores = told.message();
        return new Vantage(
                site,
                lastMicros,
                distance,
                lastSyn,
                lastSynAck,
                response ? clientScores : scores.window(),
                response ? scores.window() : serverScores,
                scores.reasons(),
                lastPort,
                !response && namesSystem ? seen : lastRequest,
                response ? seen : lastResponse);
    }

    /// How a completed handshake compares with the last of its kind seen from here (SCORE-1 to SCORE-9, SCORE-12).
    ///
    /// One that arrives late is held against nothing: its successor was judged without it.
    ///
    /// @param recorded the system that the host is on record with
    /// @param tool     the systems that its tool runs on, where one sent it
    ScoreOutcome score(Fingerprint completed, Optional<Label> recorded, ToolSystems tool) {
        boolean syn = isSyn(completed);
        var window = syn ? clientScores : serverScores;
        var reference = reference(syn);
        boolean late = reference
                .filter(last -> last.micros() > completed.capturedMicros())
                .isPresent();
        if (late) return unscored(window);
        if (isTool(completed))
            return ToolScore.of(recorded, tool).map(adding(window)).orElseGet(() -> unscored(window));
        var entry = HandshakeScore.of(
                reference.orElse(null),
                SeenHandshake.of(completed),
                syn,
                recorded.map(Label::name).orElse(null),
                lastPort,
                completed.connection().clientPort());
        return ScoreOutcome.of(window, reasons, entry);
    }

    private Function<ScoreEntry, ScoreOutcome> adding(ScoreWindow window) {
        return entry -> ScoreOutcome.of(window, reasons, entry);
    }

    private ScoreOutcome unscored(ScoreWindow window) {
        return new ScoreOutcome(ScoreOutcome.Verdict.NOTHING, Reasons.NONE, window, window, reasons);
    }

    /// The scores after a handshake that is held against nothing.
    ScoreOutcome scoreNothing(Fingerprint completed) {
        return ScoreOutcome.of(isSyn(completed) ? clientScores : serverScores, reasons, ScoreEntry.NOTHING);
    }

    boolean isAt(String otherSite) {
        return site.equals(otherSite);
    }

    /// Whether a system of this name was seen from here after that moment.
    boolean hasSeen(String name, long sinceMicros) {
        return Stream.of(lastSyn, lastSynAck)
                .flatMap(Optional::stream)
                .anyMatch(seen -> seen.micros() > sinceMicros
                        && seen.known()
                        && seen.name().equals(name));
    }

    /// How an HTTP head compares with the last one and with the host on record (HTTP-20 to HTTP-27).
    ///
    /// Where no system is on record, none is contradicted (unlike p0f's O-23).
    HeadOutcome score(JudgedHead head, Optional<Label> recorded) {
        var window = head.isResponse() ? serverScores : clientScores;
        var tool = head.match()
                .filter(row -> row.label().isTool())
                .flatMap(row -> ToolScore.of(recorded, row.systems()))
                .map(adding(window))
                .orElseGet(() -> unscored(window));
        var seen = SeenMessage.of(head);
        var entry = MessageScore.of(
                messageReference(head).orElse(null),
                seen,
                head.isResponse(),
                head.isTool(),
                recorded.map(Label::name).orElse(seen.name()),
                recorded.flatMap(_ -> head.claimed()).orElse(null),
                head.via());
        return new HeadOutcome(tool.verdict(), ScoreOutcome.of(tool.window(), tool.reasons(), entry));
    }

    private Optional<SeenMessage> messageReference(JudgedHead head) {
        return head.isResponse()
                ? lastResponse.filter(
                        last -> last.serverPort() == head.connection().serverPort())
                : lastRequest;
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

    /// The last handshake of this kind seen from here.
    Optional<SeenHandshake> reference(boolean syn) {
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
