package dev.synoptic.p0f;

import dev.synoptic.host.MessageScore;
import dev.synoptic.http.HttpDirection;
import dev.synoptic.http.HttpExchange;
import dev.synoptic.http.HttpLanguage;
import dev.synoptic.http.HttpMessage;
import dev.synoptic.match.HttpMatch;
import dev.synoptic.match.HttpMatcher;
import dev.synoptic.match.MessageHeaders;
import dev.synoptic.packet.SegmentView;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.UserAgentSystem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Fingerprints HTTP requests and responses (`p0f-v3.md` section 10).
final class HttpStage {

    private final HttpMatcher matcher;
    private final List<UserAgentSystem> userAgents;
    private final FlowTable flows;
    private final ScoreBoard scores;
    private final ObservationListener listener;

    HttpStage(SignatureDatabase database, FlowTable flows, ScoreBoard scores, ObservationListener listener) {
        this.matcher = HttpMatcher.of(database);
        this.userAgents = database.userAgents();
        this.flows = flows;
        this.scores = scores;
        this.listener = listener;
    }

    /// Takes a data segment in sequence; answers whether the connection is worth following any further (STATE-15).
    boolean take(Occasion occasion, Flow flow, SegmentView segment) {
        boolean request = occasion.isOfClient();
        if (!request && flow.http == null) return false; // HTTP-4: the server spoke first
        HttpExchange exchange = flows.exchange(flow);
        boolean wantsMore = exchange.take(
                request ? HttpDirection.REQUEST : HttpDirection.RESPONSE,
                segment.octets(),
                segment.payloadOffset(),
                segment.payloadLength(),
                message -> judge(occasion, flow, message));
        return wantsMore && !exchange.full();
    }

    private void judge(Occasion occasion, Flow flow, HttpMessage message) {
        boolean request = occasion.isOfClient();
        var host = request ? flow.client : flow.server;
        var match = match(message);
        var language = request ? message.language().map(HttpLanguage::of).orElse(HttpLanguage.NONE) : HttpLanguage.NONE;
        listener.http(occasion, message, match, language);
        recordLanguage(host, language);
        boolean tool = match.isPresent() && match.get().signature().label().isTool();
        if (tool) scores.checkTool(occasion, host, match.get().signature().row()); // HTTP-21
        score(occasion, flow, host, message, match, tool);
    }

    private Optional<HttpMatch> match(HttpMessage message) {
        var headers = new MessageHeaders(message);
        return message.direction() == HttpDirection.REQUEST
                ? matcher.request(message.version(), headers, message.software())
                : matcher.response(message.version(), headers, message.software());
    }

    /// HTTP-28: a miss leaves the record alone.
    private static void recordLanguage(Host host, String language) {
        if (!language.equals(HttpLanguage.NONE) && !language.equals(HttpLanguage.UNKNOWN)) host.language = language;
    }

    private void score(
            Occasion occasion, Flow flow, Host host, HttpMessage message, Optional<HttpMatch> match, boolean tool) {
        boolean response = !occasion.isOfClient();
        var seen = new KeptMessage(match, message.dateSeconds(), occasion.seconds() & 0xFFFF_FFFFL);
        var claimed = tool && !response && !match.orElseThrow().dishonest() ? claimedSystem(message) : null;
        if (claimed != null) judgeClaim(host, claimed);
        scores.add(
                occasion,
                host,
                MessageScore.of(
                        response ? responseReference(host, flow) : host.lastRequest,
                        seen,
                        response,
                        tool,
                        host.systemName(),
                        claimed,
                        message.via()));
        if (response) {
            host.lastResponse = seen; // HTTP-29
            host.responsePort = flow.serverPort;
        }
        match.ifPresent(row -> record(host, row, seen, response));
    }

    private static @Nullable KeptMessage responseReference(Host host, Flow flow) {
        return host.responsePort == flow.serverPort ? host.lastResponse : null;
    }

    /// HTTP-26: the first system whose text is in the software.
    private @Nullable String claimedSystem(HttpMessage message) {
        return message.software()
                .flatMap(software -> UserAgentSystem.claimedBy(software, userAgents))
                .map(UserAgentSystem::name)
                .orElse(null);
    }

    private static void judgeClaim(Host host, String claimed) {
        if (claimed.equals(host.systemName())) host.badSoftware = 0;
        else if (host.badSoftware == 0) host.badSoftware = Host.SYSTEM_MISMATCH;
    }

    /// HTTP-30, HTTP-31.
    private static void record(Host host, HttpMatch match, KeptMessage seen, boolean response) {
        var row = match.signature().row();
        if (row.label().isTool()) {
            host.software = row.label();
            if (match.dishonest()) host.badSoftware = Host.DISHONEST;
            return;
        }
        host.system = row;
        host.quality = row.label().generic() ? 2 : 0;
        if (!response) host.lastRequest = seen;
    }
}
