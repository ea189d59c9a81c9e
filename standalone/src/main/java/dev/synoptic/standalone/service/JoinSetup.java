package dev.synoptic.standalone.service;

import dev.synoptic.gateway.join.EnrolledSource;
import dev.synoptic.gateway.join.JoinPlan;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.standalone.config.GatewaySection;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.verdict.join.JoinSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What the gateway's settings say of the join.
///
/// @param gateway its settings
/// @param own     sources of an agent in the same process, which need not be named
record JoinSetup(GatewaySection gateway, List<EnrolledSource> own) {

    /// @param databaseVersion of the signatures that fingerprints are judged by
    JoinPlan plan(String databaseVersion) {
        JoinSettings rules = JoinSettings.DEFAULT.behind(proxies(), relays()).caching(gateway.joinCache());
        return JoinPlan.of(gateway.joinNewest() ? rules.takingNewest() : rules, sources(), databaseVersion)
                .with(gateway.joinStore());
    }

    private List<EnrolledSource> sources() {
        return Stream.concat(own.stream(), gateway.sources().stream().map(JoinSetup::source))
                .toList();
    }

    /// A source's own name may hold strokes: it is a path.
    private static EnrolledSource source(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length < 3) throw mistake("sources", text, "agent/site/source");
        return new EnrolledSource(parts[0], parts[2], parts[1]);
    }

    private Map<String, Set<String>> proxies() {
        Map<String, Set<String>> proxies = new HashMap<>();
        for (String text : gateway.proxies()) {
            String[] parts = text.split("=", 2);
            if (parts.length < 2) throw mistake("proxies", text, "site=site of the proxy");
            proxies.computeIfAbsent(parts[0], site -> new HashSet<>()).add(parts[1]);
        }
        return proxies;
    }

    private Set<IpAddress> relays() {
        Set<IpAddress> relays = new HashSet<>();
        for (String text : gateway.relays()) {
            relays.add(IpAddress.parse(text).orElseThrow(() -> mistake("relays", text, "an IP address")));
        }
        return relays;
    }

    private static UserMistake mistake(String setting, String found, String expected) {
        return new UserMistake("gateway." + setting + ": found \"" + found + "\", expected " + expected);
    }
}
