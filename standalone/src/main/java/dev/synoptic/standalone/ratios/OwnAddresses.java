package dev.synoptic.standalone.ratios;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.shell.UserMistake;
import java.util.Set;
import java.util.stream.Collectors;

/// Addresses of the operator's own relays and proxies: what they hand on says nothing of who sent it.
public final class OwnAddresses {

    private OwnAddresses() {}

    /// As `gateway.relays` lists them.
    public static Set<IpAddress> of(Settings settings) {
        return settings.gateway().relays().stream()
                .map(text -> IpAddress.parse(text)
                        .orElseThrow(() ->
                                new UserMistake("gateway.relays: found \"" + text + "\", expected an IP address")))
                .collect(Collectors.toUnmodifiableSet());
    }
}
