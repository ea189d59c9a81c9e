package dev.synoptic.gateway.answer;

import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import java.util.StringJoiner;

/// Hosts in one line of printable ASCII (`clients.md` 5 and 6.2). Labels come from a file that sites may edit, and go
/// into mail headers, zones and terminals: what is neither a letter nor printable leaves as `?`.
public final class HostText {

    /// Octets of a line, at most: those of one string of a DNS TXT record.
    public static final int OCTETS_MAX = 255;

    /// Stands for a host that is not known or not recognised.
    public static final String UNKNOWN = "Unknown";

    private HostText() {}

    /// Name and flavor of a system.
    public static String of(OperatingSystem system) {
        return ascii(system.flavor().isEmpty() ? system.name() : system.name() + " " + system.flavor(), OCTETS_MAX);
    }

    /// Name and flavor of the host's system, or [#UNKNOWN].
    public static String system(HostAnswer host) {
        return host.system().map(HostText::of).filter(text -> !text.isBlank()).orElse(UNKNOWN);
    }

    /// `os=Linux 3.11 and newer; link=Ethernet or modem; dist=0; conns=7; shared; tool=NMap SYN scan`, without what is
    /// not known.
    ///
    /// @param withCounts whether the asker may know how often the host came
    public static String full(HostAnswer host, boolean withCounts) {
        var parts = new StringJoiner("; ").add("os=" + system(host));
        host.link().ifPresent(link -> parts.add("link=" + link));
        host.distance().ifPresent(hops -> parts.add("dist=" + hops));
        if (withCounts) parts.add("conns=" + host.connections());
        if (host.isShared()) parts.add("shared");
        if (host.usesTool()) host.tool().ifPresent(tool -> parts.add("tool=" + tool.text()));
        return ascii(parts.toString(), OCTETS_MAX);
    }

    /// A text cut to so many octets of printable ASCII.
    public static String ascii(String text, int octetsMax) {
        var ascii = new StringBuilder(text.substring(0, Math.min(text.length(), octetsMax)));
        for (int i = 0; i < ascii.length(); i++) {
            char character = ascii.charAt(i);
            if (character < ' ' || character > '~') ascii.setCharAt(i, '?');
        }
        return ascii.toString();
    }
}
