package dev.synoptic.standalone.fleet;

import dev.synoptic.gateway.join.EnrolledSource;
import dev.synoptic.gateway.join.JoinPlan;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.verdict.join.JoinSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// All sites of a fleet, and the addresses that stand for many clients.
///
/// @param sites  in the order of the file
/// @param relays addresses of balancers and own relays besides the proxies' (`mail.md` J8)
public record FleetPlan(List<FleetSite> sites, Set<IpAddress> relays) {

    public FleetPlan {
        sites = List.copyOf(sites);
        relays = Set.copyOf(relays);
    }

    /// One site and the proxies before it: all that its table needs.
    public FleetPlan only(String site) {
        FleetSite wanted = sites.stream()
                .filter(each -> each.name().equals(site))
                .findFirst()
                .orElseThrow(() -> new UserMistake("--site " + site + ": no such site, expected one of " + names()));
        return new FleetPlan(
                sites.stream()
                        .filter(each -> each.equals(wanted) || wanted.proxies().contains(each.name()))
                        .toList(),
                relays);
    }

    /// The same fleet without these files of its logs.
    public FleetPlan without(Set<Path> files) {
        return new FleetPlan(sites.stream().map(site -> site.without(files)).toList(), relays);
    }

    /// The join rules with what the file says of proxies, addresses and clocks; each site's agent has its name.
    JoinSettings rules() {
        Map<String, Set<String>> proxies = new HashMap<>();
        Map<String, Set<IpAddress>> servers = new HashMap<>();
        Map<String, Duration> ahead = new HashMap<>();
        for (FleetSite site : sites) {
            if (!site.proxies().isEmpty()) proxies.put(site.name(), site.proxies());
            if (!site.addresses().isEmpty()) servers.put(site.host(), site.addresses());
            if (!site.clockAhead().isZero()) ahead.put(site.name(), site.clockAhead());
        }
        return JoinSettings.DEFAULT
                .behind(proxies, allRelays())
                .serving(servers)
                .correcting(ahead);
    }

    /// What the join goes by and waits for.
    ///
    /// @param databaseVersion of the signatures that fingerprints are judged by
    public JoinPlan join(String databaseVersion) {
        List<EnrolledSource> sources =
                sites.stream().flatMap(site -> site.sources().stream()).toList();
        return JoinPlan.of(rules(), sources, databaseVersion);
    }

    private Set<IpAddress> allRelays() {
        Set<String> before =
                sites.stream().flatMap(site -> site.proxies().stream()).collect(Collectors.toSet());
        Set<IpAddress> all = new HashSet<>(relays);
        sites.stream().filter(site -> before.contains(site.name())).forEach(site -> all.addAll(site.addresses()));
        return all;
    }

    private String names() {
        return sites.stream().map(FleetSite::name).collect(Collectors.joining(", "));
    }
}
