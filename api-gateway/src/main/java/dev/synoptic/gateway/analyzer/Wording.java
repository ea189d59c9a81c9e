package dev.synoptic.gateway.analyzer;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.gateway.answer.HostText;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/// In whose words a host is told of: SpamAssassin's rules were written for one or the other (`clients.md` 3).
public enum Wording {

    /// `Linux 3.11 and newer; dist: 0; link: Ethernet or modem; params: none; raw_sig: …`
    V3 {
        @Override
        String of(HostAnswer host, Optional<String> signature) {
            Map<String, String> attributes = new TreeMap<>();
            host.distance().ifPresent(hops -> attributes.put("dist", Integer.toString(hops)));
            host.link().ifPresent(link -> attributes.put("link", link));
            attributes.put("params", host.system().map(Wording::quality).orElse("none"));
            signature.ifPresent(raw -> attributes.put("raw_sig", raw));
            var text =
                    new StringJoiner("; ").add(host.system().map(HostText::of).orElse("???"));
            attributes.forEach((name, value) -> text.add(name + ": " + value));
            return text.toString();
        }
    },

    /// `Windows XP SP1+ (up: 3 hrs), (distance 12, link: DSL)`, `UNKNOWN [4:64:…] (distance 12, link: DSL)`
    V2 {
        @Override
        String of(HostAnswer host, Optional<String> signature) {
            var text = new StringBuilder(host.system()
                    .map(HostText::of)
                    .orElse("UNKNOWN" + signature.map(raw -> " [" + raw + "]").orElse("")));
            host.uptime()
                    .ifPresent(uptime ->
                            text.append(" (up: ").append(uptime.minutes() / 60).append(" hrs),"));
            var where = new StringJoiner(", ", " (", ")").setEmptyValue("");
            host.distance().ifPresent(hops -> where.add("distance " + hops));
            host.link().ifPresent(link -> where.add("link: " + link));
            return text.append(where).toString();
        }
    };

    /// @param signature of the host's latest handshake, raw
    abstract String of(HostAnswer host, Optional<String> signature);

    private static String quality(OperatingSystem system) {
        if (system.fuzzy()) return system.generic() ? "generic fuzzy" : "fuzzy";
        return system.generic() ? "generic" : "none";
    }
}
