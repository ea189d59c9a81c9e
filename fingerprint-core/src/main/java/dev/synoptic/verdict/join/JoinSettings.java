package dev.synoptic.verdict.join;

import dev.synoptic.packet.IpAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// How far apart a SYN and the session it opened may be, and who stands between them.
///
/// @param before           how far a SYN may lie after the session's start as logged: clocks differ a little
///     (J1)
/// @param after            how far a SYN may lie before it (J1)
/// @param screenedAfter    the same where the two may be farther apart: a greeting is held back as postscreen
///     does, or the log tells no connections (J1)
/// @param screenedServices services behind such a wait
/// @param newestWhenAmbiguous whether the newest SYN is taken where several labels could be meant (J2)
/// @param proxies          for a mail host's site, the sites of the proxies before it (J8 `proxy_of`)
/// @param servers          for a mail host, its own addresses; without them any server of its site will do (J1,
///     J2)
/// @param relays           addresses of proxies, balancers and own relays: never joined by address (J8)
/// @param clockAhead       for a capturing agent, how far its clock is known to run ahead of its mail host's (J7)
/// @param late             how long after its session a SYN may still arrive and correct (J6)
/// @param keepSyn          how long a SYN is kept for sessions that last (J4)
/// @param cache            how long what was last known of an address stands in for a SYN that nobody saw; no time at
///     all leaves such sessions Unknown (J3)
public record JoinSettings(
        Duration before,
        Duration after,
        Duration screenedAfter,
        Set<String> screenedServices,
        boolean newestWhenAmbiguous,
        Map<String, Set<String>> proxies,
        Map<String, Set<IpAddress>> servers,
        Set<IpAddress> relays,
        Map<String, Duration> clockAhead,
        Duration late,
        Duration keepSyn,
        Duration cache) {

    /// Windows as `mail.md` J1 and J4 give them; no proxies, clocks taken as they are.
    public static final JoinSettings DEFAULT = new JoinSettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Set.of("smtpd", "exim"),
            false,
            Map.of(),
            Map.of(),
            Set.of(),
            Map.of(),
            Duration.ofSeconds(60),
            Duration.ofHours(24),
            Duration.ZERO);

    public JoinSettings {
        screenedServices = Set.copyOf(screenedServices);
        proxies = Map.copyOf(proxies);
        servers = Map.copyOf(servers);
        relays = Set.copyOf(relays);
        clockAhead = Map.copyOf(clockAhead);
    }

    /// The same with these proxies and relays.
    public JoinSettings behind(Map<String, Set<String>> proxySites, Set<IpAddress> proxyAddresses) {
        return new JoinSettings(
                before,
                after,
                screenedAfter,
                screenedServices,
                newestWhenAmbiguous,
                proxySites,
                servers,
                proxyAddresses,
                clockAhead,
                late,
                keepSyn,
                cache);
    }

    /// The same, sessions of a host being held against SYNs to these addresses of it only.
    public JoinSettings serving(Map<String, Set<IpAddress>> addresses) {
        return new JoinSettings(
                before,
                after,
                screenedAfter,
                screenedServices,
                newestWhenAmbiguous,
                proxies,
                addresses,
                relays,
                clockAhead,
                late,
                keepSyn,
                cache);
    }

    /// The same with these clocks corrected.
    public JoinSettings correcting(Map<String, Duration> ahead) {
        return new JoinSettings(
                before,
                after,
                screenedAfter,
                screenedServices,
                newestWhenAmbiguous,
                proxies,
                servers,
                relays,
                ahead,
                late,
                keepSyn,
                cache);
    }

    /// The same, the newest SYN being taken where it is not certain.
    public JoinSettings takingNewest() {
        return new JoinSettings(
                before,
                after,
                screenedAfter,
                screenedServices,
                true,
                proxies,
                servers,
                relays,
                clockAhead,
                late,
                keepSyn,
                cache);
    }

    /// The same, what was last known of an address standing in for a SYN that nobody saw (J3).
    public JoinSettings caching(Duration lastKnown) {
        return new JoinSettings(
                before,
                after,
                screenedAfter,
                screenedServices,
                newestWhenAmbiguous,
                proxies,
                servers,
                relays,
                clockAhead,
                late,
                keepSyn,
                lastKnown);
    }

    /// How far before its session's start a SYN may lie, for sessions of this service.
    Duration windowFor(String service) {
        return screenedServices.contains(service) ? screenedAfter : after;
    }
}
