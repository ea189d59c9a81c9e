package dev.synoptic.gateway.http.hosts;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.host.HostDay;
import dev.synoptic.match.Explanation;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// All that HTTP sees of the hosts; answered from memory, from any thread.
public interface HostSource {

    /// What is known of the host at `address`, as seen from `site`.
    Optional<HostAnswer> find(IpAddress address, String site);

    /// Its latest handshake, where that is still remembered.
    Optional<Fingerprint> lastHandshake(IpAddress address, String site);

    /// Why it is called what it is called, where that can be said.
    Optional<Explanation> explain(IpAddress address, String site);

    /// The days on which it was seen, the earliest first; empty for a host that is not known.
    Optional<List<HostDay>> history(IpAddress address, String site);

    /// The latest handshakes of the hosts seen last, the newest first, at most so many.
    ///
    /// @param atSite of which sites
    List<Fingerprint> recent(int hostsMax, Predicate<String> atSite);
}
