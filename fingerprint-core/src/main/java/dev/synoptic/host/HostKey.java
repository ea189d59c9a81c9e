package dev.synoptic.host;

import dev.synoptic.packet.IpAddress;
import java.util.Optional;

/// What names a host across the fleet: its address, and for private addresses also the site that saw it.
///
/// @param address the host's address
/// @param site    set for ranges that every site has of its own ([PrivateNetworks]), else empty; never blank
public record HostKey(IpAddress address, Optional<String> site) {

    private static final char AT = '@';

    public HostKey {
        if (site.filter(String::isEmpty).isPresent()) throw new IllegalArgumentException("a site has a name");
    }

    /// The key of `address` as `site` sees it, with the ranges of [PrivateNetworks#DEFAULT].
    public static HostKey of(IpAddress address, String site) {
        return PrivateNetworks.DEFAULT.key(address, site);
    }

    /// A host that its address alone names.
    public static HostKey global(IpAddress address) {
        return new HostKey(address, Optional.empty());
    }

    /// A host that only `site` knows by this address.
    public static HostKey ofSite(IpAddress address, String site) {
        return new HostKey(address, Optional.of(site));
    }

    /// The key as it stands on topics: `192.0.2.1`, `2001:db8::1`, `10.0.0.1@site`.
    public String text() {
        return site.map(name -> address.text() + AT + name).orElseGet(address::text);
    }

    /// Reads what [#text] writes; empty where it is neither an address nor an address with a site.
    public static Optional<HostKey> parse(String text) {
        int at = text.indexOf(AT);
        if (at < 0) return IpAddress.parse(text).map(HostKey::global);
        if (at == text.length() - 1) return Optional.empty();
        return IpAddress.parse(text.substring(0, at)).map(address -> ofSite(address, text.substring(at + 1)));
    }
}
