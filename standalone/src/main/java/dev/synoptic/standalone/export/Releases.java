package dev.synoptic.standalone.export;

import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.Network;
import dev.synoptic.verdict.join.JoinedVerdict;
import java.util.List;
import java.util.Set;

/// Whose verdicts may be told to others at all: an address that everybody knows, as one's own, would give away how
/// names are made (`mail.md` P5).
///
/// @param own      relays and proxies
/// @param networks that are left out too
record Releases(Set<IpAddress> own, List<Network> networks) {

    Releases {
        own = Set.copyOf(own);
        networks = List.copyOf(networks);
    }

    boolean holds(JoinedVerdict joined) {
        IpAddress client = joined.verdict().client();
        return !own.contains(client)
                && !PrivateNetworks.DEFAULT.contains(client)
                && networks.stream().noneMatch(network -> network.contains(client));
    }
}
