package dev.synoptic.p0f;

import dev.synoptic.host.HandshakeScore;
import dev.synoptic.match.LinkTypes;
import dev.synoptic.match.MatchMemo;
import dev.synoptic.match.SynMatcher;
import dev.synoptic.match.TcpMatch;
import dev.synoptic.packet.SegmentView;
import dev.synoptic.signature.SignatureDatabase;
import org.jspecify.annotations.Nullable;

/// Fingerprints the SYN and SYN+ACK of a connection (`p0f-v3.md` section 5, in the order of 5.7).
final class HandshakeStage {

    private final MatchMemo<TcpMatch> matches;
    private final LinkTypes links;
    private final ScoreBoard scores;
    private final UptimeStage uptime;
    private final ObservationListener listener;
    private @Nullable KeptHandshake scratch;

    HandshakeStage(
            SignatureDatabase database,
            SynMatcher matcher,
            ScoreBoard scores,
            UptimeStage uptime,
            ObservationListener listener) {
        this.matches = new MatchMemo<>(matcher, MatchMemo.CAPACITY_DEFAULT, match -> match);
        this.links = LinkTypes.of(database);
        this.scores = scores;
        this.uptime = uptime;
        this.listener = listener;
    }

    /// Takes the SYN, respectively SYN+ACK, that the occasion's subject sent; answers whether a tool sent it, which
    /// ends the connection (TCP-10, STATE-8).
    boolean take(Occasion occasion, Flow flow, SegmentView segment, long millis) {
        boolean syn = occasion.isOfClient();
        var host = syn ? flow.client : flow.server;
        var match = matches.get(segment, syn ? 0 : flow.peerMss);
        listener.handshake(occasion, match);
        if (!match.hasRandomTtl()) host.distance = match.distance(); // TCP-5
        if (match.isTool()) {
            scores.checkTool(
                    occasion, host, match.winner().orElseThrow().signature().row());
        } else if (!flow.probe) {
            remember(occasion, flow, host, segment, match, millis);
        }
        listener.handshakeTold(occasion, match);
        return match.isTool();
    }

    /// TCP-11.
    private void remember(Occasion occasion, Flow flow, Host host, SegmentView segment, TcpMatch match, long millis) {
        boolean syn = occasion.isOfClient();
        var seen = scratch == null ? host.roomFor(match) : scratch;
        seen.take(segment, match, millis);
        var reference = syn ? host.lastSyn : host.lastSynAck;
        scores.add(
                occasion,
                host,
                HandshakeScore.of(reference, seen, syn, host.systemName(), host.lastPort, flow.clientPort));
        if (match.isKnown()) recordSystem(host, match);
        host.lastPort = flow.clientPort; // SCORE-10, O-11
        int mss = segment.mss();
        if (mss != 0) tellLink(occasion, host, LinkTypes.mtu(flow.version, mss));
        uptime.sample(occasion, flow, segment, millis);
        scratch = reference;
        if (syn) host.lastSyn = seen;
        else host.lastSynAck = seen;
    }

    /// TCP-12.
    private static void recordSystem(Host host, TcpMatch match) {
        host.system = match.winner().orElseThrow().signature().row();
        host.quality = (match.isFuzzy() ? 1 : 0) + (match.isGeneric() ? 2 : 0);
    }

    /// MTU-1, MTU-2.
    private void tellLink(Occasion occasion, Host host, int mtu) {
        var name = links.name(mtu);
        if (name.isPresent()) host.link = name.get();
        listener.link(occasion, name, mtu);
    }
}
