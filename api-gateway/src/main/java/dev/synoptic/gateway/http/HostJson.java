package dev.synoptic.gateway.http;

import dev.synoptic.gateway.answer.ExplanationJson;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.match.Explanation;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Everything known of a host as JSON, units in the names.
final class HostJson {

    private HostJson() {}

    static Map<String, Object> of(
            IpAddress address, String site, HostAnswer host, Optional<Fingerprint> last, Optional<Explanation> why) {
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
        why.ifPresent(explanation -> json.put("match", ExplanationJson.of(explanation)));
        last.ifPresent(fingerprint -> json.put("lastHandshake", handshake(fingerprint)));
        return json;
    }

    private static Map<String, Object> handshake(Fingerprint seen) {
        var json = new LinkedHashMap<String, Object>();
        json.put(
                "capturedAt",
                Instant.EPOCH.plus(seen.capturedMicros(), ChronoUnit.MICROS).toString());
        json.put("agent", seen.origin().agent());
        json.put("site", seen.origin().site());
        json.put("completed", seen.completed());
        json.put("step", seen.seen().step().name().toLowerCase(Locale.ROOT));
        json.put("rawSignature", seen.rawSignature());
        json.put("database", seen.databaseVersion());
        json.put("distanceHops", seen.judgement().distance());
        seen.judgement().match().ifPresent(match -> json.put("match", match(match)));
        return json;
    }

    private static Map<String, Object> match(Fingerprint.Match match) {
        var json = new LinkedHashMap<String, Object>();
        json.put("label", match.label().text());
        json.put("signatureFileLine", match.line());
        json.put("quality", match.quality().name().toLowerCase(Locale.ROOT));
        json.put("tool", match.label().isTool());
        json.put("randomTtl", match.randomTtl());
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
