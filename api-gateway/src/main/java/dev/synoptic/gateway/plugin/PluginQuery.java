package dev.synoptic.gateway.plugin;

import dev.synoptic.packet.IpAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was asked.
///
/// @param id      echoed octet for octet, one for each character
/// @param remote  the host; empty where what was given is no address, or of another family than was said
/// @param details whether the reply may say more than what to do
record PluginQuery(String id, Optional<IpAddress> remote, boolean details) {

    static final Set<String> ATTRIBUTES = Set.of("query_id", "remote_address", "address_family", "request", "want");

    private static final int ID_OCTETS_MAX = 256;

    /// Empty where this is no query of this protocol.
    static Optional<PluginQuery> of(Map<String, String> attributes) {
        String id = attributes.getOrDefault("query_id", "");
        if (id.isEmpty() || id.length() > ID_OCTETS_MAX) return Optional.empty();
        if ("smtpd_access_policy".equals(attributes.get("request"))) return Optional.empty();
        return Optional.of(new PluginQuery(id, remote(attributes), "details".equals(attributes.get("want"))));
    }

    private static Optional<IpAddress> remote(Map<String, String> attributes) {
        Optional<IpAddress> address = IpAddress.parse(attributes.getOrDefault("remote_address", ""));
        String family = attributes.getOrDefault("address_family", "");
        return address.filter(each -> family.isEmpty() || family.equals("ipv" + each.version()))
                .map(IpAddress::unmapped);
    }
}
