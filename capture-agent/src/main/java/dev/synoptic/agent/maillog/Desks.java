package dev.synoptic.agent.maillog;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.verdict.source.ContentDesk;
import dev.synoptic.verdict.source.MailServer;
import dev.synoptic.verdict.source.VerdictSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Decides which logs of one agent tell of the same transactions.
public final class Desks {

    private Desks() {}

    /// The desk for logs that are followed; one of which nobody said who writes it may be a filter's.
    public static ContentDesk following(Collection<FollowedLog> logs, AgentCounters counters) {
        return of(
                logs.stream().map(FollowedLog::mta).toList(),
                logs.stream().map(FollowedLog::verdictSource).toList(),
                counters);
    }

    /// The desk for logs of these servers, empty where that is not known.
    ///
    /// @param sources what is set for them
    public static ContentDesk of(
            List<Optional<MailServer>> servers, List<VerdictSource> sources, AgentCounters counters) {
        boolean filter = servers.stream().anyMatch(each -> each.orElse(MailServer.RSPAMD) == MailServer.RSPAMD);
        boolean server = servers.stream().anyMatch(each -> each.isEmpty() || each.get() != MailServer.RSPAMD);
        if (servers.size() < 2 || !filter || !server) return ContentDesk.apart();
        return ContentDesk.pairing(
                sources.contains(VerdictSource.CONTENT) ? VerdictSource.CONTENT : VerdictSource.SERVER,
                () -> counters.count(AgentCounter.OPINIONS_CROWDED_OUT));
    }
}
