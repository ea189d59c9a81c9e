package dev.synoptic.verdict.join;

import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict.Via;
import java.util.Set;

/// From where the SYN of one session can have been seen: at the mail host, or at the proxy before it (J8).
record Vantage(JoinSettings settings, Session session) {

    /// Captured at the session's own site, on the way to the session's own server.
    boolean isOwn(Fingerprint seen) {
        return seen.origin().site().equals(session.site())
                && isToServer(seen.connection().server());
    }

    /// Captured at a proxy before that site.
    boolean isProxys(Fingerprint seen) {
        return proxies().contains(seen.origin().site());
    }

    /// Where a session without a port may look: at the proxy if it came through one, else at the host itself.
    ///
    /// XCLIENT names a client whose SYN went to a server that usually nobody watches.
    boolean sees(Fingerprint seen) {
        boolean atHost = session.via() == Via.DIRECT
                || (session.via() == Via.PROXY && proxies().isEmpty());
        return atHost ? isOwn(seen) : isProxys(seen);
    }

    /// Where it may look if the host itself saw nothing: not every service behind a proxy is known as such, and a
    /// client that never came to the host came to its proxy.
    boolean mayHaveBeenSeenBefore(Fingerprint seen) {
        return session.via() == Via.DIRECT && isProxys(seen);
    }

    /// Whether the client's address stands for many others, or for ourselves.
    boolean isRelay() {
        return settings.relays().contains(session.client());
    }

    private Set<String> proxies() {
        return settings.proxies().getOrDefault(session.site(), Set.of());
    }

    private boolean isToServer(IpAddress server) {
        var known = settings.servers().getOrDefault(session.host(), Set.of());
        return known.isEmpty() || known.contains(server) || session.via() != Via.DIRECT;
    }
}
