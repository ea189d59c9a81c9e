package dev.synoptic.gateway.dns;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostText;
import dev.synoptic.gateway.answer.SystemClass;
import dev.synoptic.packet.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the zone says of one host: one address record for each fact, so that a filter on one never depends on another,
/// and one text (`clients.md` 6.2).
///
/// @param addresses last two octets of each `127.0.x.y`
/// @param text      of the TXT record
record HostRecords(List<int[]> addresses, String text) {

    private static final int SYSTEM = 1;
    private static final int LINK = 2;
    private static final int DISTANCE = 3;
    private static final int FLAGS = 4;
    private static final int OTHER = 254;
    private static final int NOT_KNOWN = 255;
    private static final int SHARED = 1;
    private static final int CHANGED = 2;
    private static final int TOOL = 4;
    private static final int FUZZY = 8;
    private static final int GENERIC = 16;

    private static final Map<String, Integer> LINKS =
            Map.of("Ethernet or modem", 1, "DSL", 2, "generic tunnel or VPN", 3, "IPIP or SIT", 4, "loopback", 5);

    /// The entries by which clients test a list (RFC 5782 section 5).
    private static final IpAddress TEST_LISTED = IpAddress.v4(0x7F000002);

    private static final IpAddress TEST_NOT_LISTED = IpAddress.v4(0x7F000001);

    /// What is said of everything in a list that says one thing.
    private static final List<int[]> LISTED = List.of(new int[] {0, 2});

    /// The records that every such zone has, or must not have, whatever hosts are known.
    static boolean isTestEntry(IpAddress address) {
        return address.equals(TEST_LISTED) || address.equals(TEST_NOT_LISTED);
    }

    /// Those of a test entry; empty where it is the one that is never listed.
    static Optional<HostRecords> ofTestEntry(IpAddress address) {
        return address.equals(TEST_LISTED)
                ? Optional.of(new HostRecords(LISTED, "test entry (RFC 5782)"))
                : Optional.empty();
    }

    /// Those of a host, in the zone or in a sub-zone; empty where it is of another class than the sub-zone's.
    static Optional<HostRecords> of(HostAnswer host, Optional<SystemClass> within, boolean withCounts) {
        String text = HostText.full(host, withCounts);
        if (within.isEmpty()) return Optional.of(new HostRecords(facts(host), text));
        return within.get() == SystemClass.of(host) ? Optional.of(new HostRecords(LISTED, text)) : Optional.empty();
    }

    private static List<int[]> facts(HostAnswer host) {
        var facts = new ArrayList<int[]>();
        facts.add(new int[] {SYSTEM, SystemClass.of(host).number()});
        host.link().ifPresent(link -> facts.add(new int[] {LINK, LINKS.getOrDefault(link, OTHER)}));
        int distance = host.distance().isPresent() ? Math.min(host.distance().getAsInt(), OTHER) : NOT_KNOWN;
        facts.add(new int[] {DISTANCE, distance});
        int flags = flags(host);
        if (flags != 0) facts.add(new int[] {FLAGS, flags});
        return facts;
    }

    private static int flags(HostAnswer host) {
        int flags = (host.isShared() ? SHARED : 0)
                | (host.lastChangeSeconds().isPresent() ? CHANGED : 0)
                | (host.usesTool() ? TOOL : 0);
        if (host.system().isEmpty()) return flags;
        var system = host.system().get();
        return flags | (system.fuzzy() ? FUZZY : 0) | (system.generic() ? GENERIC : 0);
    }

    List<InetAddress> inetAddresses() {
        return addresses.stream().map(HostRecords::inetAddress).toList();
    }

    private static InetAddress inetAddress(int[] fact) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, (byte) fact[0], (byte) fact[1]});
        } catch (UnknownHostException never) {
            throw new IllegalStateException("four octets are an address", never);
        }
    }
}
