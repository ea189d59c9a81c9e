package dev.synoptic.gateway.dns;

import dev.synoptic.gateway.answer.SystemClass;
import dev.synoptic.packet.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.Name;

/// What a name in the zone means (`clients.md` 6.1, 6.2).
sealed interface ZoneName {

    /// Not a name of the zone.
    record Outside() implements ZoneName {}

    /// The zone itself.
    record Apex() implements ZoneName {}

    /// The beginning of names that may exist: it has nothing of its own, and must not be denied (6.3 rule 2).
    record Above() implements ZoneName {}

    /// No host has such a name.
    record Impossible() implements ZoneName {}

    /// A host.
    ///
    /// @param address   IPv4 in IPv6 clothes is the IPv4 host
    /// @param within    the sub-zone in which it is looked for
    /// @param alsoAbove whether names of IPv6 hosts may lie below this name of an IPv4 host
    record Host(IpAddress address, Optional<SystemClass> within, boolean alsoAbove) implements ZoneName {}

    /// Labels of an IPv4 host's name.
    int OCTETS = 4;

    /// Labels of an IPv6 host's name.
    int NIBBLES = 32;

    /// What `name` means in `zone`.
    static ZoneName of(Name name, Zone zone) {
        if (!name.subdomain(zone.name())) return new Outside();
        List<String> labels = labels(name, name.labels() - zone.name().labels());
        if (labels.isEmpty()) return new Apex();
        Optional<SystemClass> within = SystemClass.ofZone(labels.getLast());
        List<String> host = within.isPresent() ? labels.subList(0, labels.size() - 1) : labels;
        return host.isEmpty() ? new Above() : host(host, within);
    }

    private static List<String> labels(Name name, int count) {
        var labels = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) labels.add(name.getLabelString(i).toLowerCase(Locale.ROOT));
        return labels;
    }

    private static ZoneName host(List<String> labels, Optional<SystemClass> within) {
        boolean octets = labels.size() <= OCTETS && labels.stream().allMatch(ZoneName::isOctet);
        boolean nibbles = labels.size() <= NIBBLES && labels.stream().allMatch(ZoneName::isNibble);
        if (octets && labels.size() == OCTETS) return new Host(v4(labels), within, nibbles && leadsToHosts(labels));
        if (nibbles && labels.size() == NIBBLES) return new Host(v6(labels).unmapped(), within, false);
        return octets || nibbles ? new Above() : new Impossible();
    }

    /// Global and local unicast begins with 2, 3 or f, IPv4 in IPv6 clothes and its test entries with 0; nobody
    /// asks for others.
    private static boolean leadsToHosts(List<String> nibbles) {
        return "023f".contains(nibbles.getLast());
    }

    private static boolean isOctet(String label) {
        if (label.isEmpty() || label.length() > 3 || !label.chars().allMatch(each -> each >= '0' && each <= '9')) {
            return false;
        }
        return Integer.parseInt(label) <= 255 && (label.length() == 1 || label.charAt(0) != '0');
    }

    private static boolean isNibble(String label) {
        return label.length() == 1 && Character.digit(label.charAt(0), 16) >= 0 && label.charAt(0) < 128;
    }

    private static IpAddress v4(List<String> labels) {
        int bits = 0;
        for (String label : labels.reversed()) bits = bits << 8 | Integer.parseInt(label);
        return IpAddress.v4(bits);
    }

    private static IpAddress v6(List<String> labels) {
        return IpAddress.v6(word(labels.subList(NIBBLES / 2, NIBBLES)), word(labels.subList(0, NIBBLES / 2)));
    }

    private static long word(List<String> nibbles) {
        long word = 0;
        for (String nibble : nibbles.reversed()) word = word << 4 | Character.digit(nibble.charAt(0), 16);
        return word;
    }
}
