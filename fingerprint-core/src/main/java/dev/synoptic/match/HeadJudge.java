package dev.synoptic.match;

import dev.synoptic.flow.HandshakeEvent.HttpHead;
import dev.synoptic.flow.HandshakeEvent.Side;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.http.HeadReader;
import dev.synoptic.http.HttpDirection;
import dev.synoptic.http.HttpLanguage;
import dev.synoptic.http.HttpMessage;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.ToolSystems;
import dev.synoptic.signature.UserAgentSystem;
import java.util.List;
import java.util.Optional;

/// Holds the heads of HTTP messages against one signature database. Has no state; any thread.
public final class HeadJudge {

    private final HttpMatcher matcher;
    private final List<UserAgentSystem> userAgents;

    private HeadJudge(HttpMatcher matcher, List<UserAgentSystem> userAgents) {
        this.matcher = matcher;
        this.userAgents = userAgents;
    }

    /// A judge by the rows of `database`.
    public static HeadJudge of(SignatureDatabase database) {
        return new HeadJudge(HttpMatcher.of(database), database.userAgents());
    }

    /// What a head says; empty where it is no whole head of an HTTP message.
    ///
    /// @param record who saw it, and when
    public Optional<JudgedHead> judge(HandshakeRecord record, HttpHead head) {
        var direction = head.side() == Side.CLIENT ? HttpDirection.REQUEST : HttpDirection.RESPONSE;
        return HeadReader.read(direction, head.head()).map(message -> judge(record, head, message));
    }

    private JudgedHead judge(HandshakeRecord record, HttpHead head, HttpMessage message) {
        var match = match(message);
        return new JudgedHead(
                record.origin().site(),
                head.connection(),
                message.direction(),
                record.capturedMicros(),
                match,
                match.filter(row -> row.label().isTool() && !row.dishonest()).flatMap(_ -> claimed(message)),
                message.language().map(HttpLanguage::of).filter(HeadJudge::isNamed),
                message.via(),
                message.dateSeconds());
    }

    private Optional<JudgedHead.Match> match(HttpMessage message) {
        var headers = new MessageHeaders(message);
        var found = message.direction() == HttpDirection.REQUEST
                ? matcher.request(message.version(), headers, message.software())
                : matcher.response(message.version(), headers, message.software());
        return found.map(row -> new JudgedHead.Match(
                row.signature().label(), ToolSystems.of(row.signature().row()), row.dishonest()));
    }

    /// HTTP-26: of requests alone.
    private Optional<String> claimed(HttpMessage message) {
        if (message.direction() == HttpDirection.RESPONSE) return Optional.empty();
        return message.software()
                .flatMap(software -> UserAgentSystem.claimedBy(software, userAgents))
                .map(UserAgentSystem::name);
    }

    /// HTTP-28: a miss leaves the record alone.
    private static boolean isNamed(String language) {
        return !language.equals(HttpLanguage.NONE) && !language.equals(HttpLanguage.UNKNOWN);
    }
}
