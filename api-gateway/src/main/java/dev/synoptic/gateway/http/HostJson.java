package dev.synoptic.gateway.http;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.packet.IpAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Everything known of a host as JSON, units in the names.
final class HostJson {

    private HostJson() {}

    static Map<String, Object> of(IpAddress address, String site, HostAnswer host) {
        var json = new LinkedHashMap<String, Object>();
        json.put("address", address.text());
        json.put("seenFromSite", site);
        json.put("firstSeen", Instant.ofEpochSecond(host.firstSeenSeconds()).toString());
        json.put("lastSeen", Instant.ofEpochSecond(host.lastSeenSeconds()).toString());
        json.put("connections", host.connections());
        host.system().ifPresent(system -> json.put("system", system(system)));
        host.distance().ifPresent(hops -> json.put("distanceHops", hops));
        host.link().ifPresent(link -> json.put("link", link));
        host.uptime()
                .ifPresent(uptime -> json.put(
                        "uptime", Map.of("minutes", uptime.minutes(), "wrapsAfterDays", uptime.modulusDays())));
        host.lastNatSeconds()
                .ifPresent(nat ->
                        json.put("lastSharedAddress", Instant.ofEpochSecond(nat).toString()));
        host.lastChangeSeconds()
                .ifPresent(change -> json.put(
                        "lastSystemChange", Instant.ofEpochSecond(change).toString()));
        host.http()
                .ifPresent(software ->
                        json.put("httpSoftware", Map.of("name", software.name(), "flavor", software.flavor())));
        host.language().ifPresent(language -> json.put("language", language));
        json.put("softwareHonesty", host.dishonesty().name().toLowerCase(Locale.ROOT));
        return json;
    }

    private static Map<String, Object> system(HostAnswer.OperatingSystem system) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", system.name());
        json.put("flavor", system.flavor());
        json.put("fuzzyMatch", system.fuzzy());
        json.put("genericSignature", system.generic());
        return json;
    }
}
