package dev.synoptic.gateway.plugin;

import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.gateway.socket.Protocol;
import java.time.Duration;
import java.util.Optional;

/// Queries with ids on connections that are kept; the server never speaks first (`clients.md` 7).
///
/// @param hosts    what is known, as seen from the listener's site
/// @param judge    what is to be done with them
/// @param waits    who waits for handshakes; empty answers everything at once
/// @param counters what is asked
public record PluginProtocol(
        HostFinder hosts, PluginJudge judge, Optional<HandshakeWaits> waits, PluginCounters counters)
        implements Protocol {

    /// A miss may be held so long for a sensor's report.
    static final Duration WAIT = Duration.ofSeconds(1);

    /// Queries of one connection that are unanswered at a time; beyond them nothing is read.
    static final int UNANSWERED_MAX = 256;

    private static final int RECEIVE_OCTETS = 8 * 1024;

    /// So many of the longest replies leave in one write.
    private static final int REPLIES = 16;

    @Override
    public int receiveOctetsMax() {
        return RECEIVE_OCTETS;
    }

    @Override
    public int answerOctetsMax() {
        return REPLIES * PluginReply.OCTETS_MAX;
    }

    @Override
    public Conversation open() {
        return new PluginConversation(this);
    }
}
