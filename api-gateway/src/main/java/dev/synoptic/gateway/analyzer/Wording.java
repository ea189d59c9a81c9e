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

    /// `Linux 3.11 and newer; dist: 0; link: Ethernet or modem; params: none; raw_mtu: 1500; raw_sig: …`: the system
    /// first, for SpamAssassin's rules are anchored there, then the rest in the order of its names.
    V3 {
        @Override
        String of(HostAnswer host, Optional<LastHandshake> latest) {
            Map<String, String> attributes = new TreeMap<>();
            host.distance().ifPresent(hops -> attributes.put("dist", Integer.toString(hops)));
            host.link().ifPresent(link -> attributes.put("link", link));
            attributes.put("params", host.system().map(Wording::quality).orElse("none"));
            latest.ifPresent(handshake -> attributes.put("raw_sig", handshake.signature()));
            latest.map(LastHandshake::mtu)
                    .ifPresent(mtu -> mtu.ifPresent(octets -> attributes.put("raw_mtu", Integer.toString(octets))));
            var text =
                    new StringJoiner("; ").add(host.system().map(HostText::of).orElse("???"));
            attributes.forEach((name, value) -> text.add(name + ": " + value));
            return text.toString();
        }
    },

    /// `Windows XP SP1+ (up: 3 hrs), (distance 12, link: DSL)`, `UNKNOWN [4:64:…], (distance 12, link: DSL)`
    V2 {
        @Override
        String of(HostAnswer host, Optional<LastHandshake> latest) {
            String system = host.system()
                    .map(HostText::of)
                    .orElse("UNKNOWN"
                            + latest.map(each -> " [" + each.signature() + "]").orElse(""));
            String up = host.uptime()
                    .map(uptime -> " (up: " + uptime.minutes() / MINUTES_OF_AN_HOUR + " hrs)")
                    .orElse("");
            var where = new StringJoiner(", ", ", (", ")").setEmptyValue("");
            host.distance().ifPresent(hops -> where.add("distance " + hops));
            host.link().ifPresent(link -> where.add("link: " + link));
            return system + up + where;
        }
    };

    private static final long MINUTES_OF_AN_HOUR = 60;

    abstract String of(HostAnswer host, Optional<LastHandshake> latest);

    private static String quality(OperatingSystem system) {
        if (system.fuzzy()) return system.generic() ? "generic fuzzy" : "fuzzy";
        return system.generic() ? "generic" : "none";
    }
}
