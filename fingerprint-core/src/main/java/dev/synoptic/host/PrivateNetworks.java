package dev.synoptic.host;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.Network;
import java.util.List;
import java.util.stream.Stream;

/// The ranges that every site has of its own, so that an address in them names a host only together with its site.
///
/// @param networks in any order; documentation and benchmark ranges are left out by default, they count as global
public record PrivateNetworks(List<Network> networks) {

    /// RFC 1918, RFC 6598, link-local, loopback and unique local addresses.
    public static final PrivateNetworks DEFAULT = new PrivateNetworks(Stream.of(
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "100.64.0.0/10",
                    "169.254.0.0/16",
                    "127.0.0.0/8",
                    "fc00::/7",
                    "fe80::/10",
                    "::1/128")
            .map(text -> Network.parse(text).orElseThrow())
            .toList());

    public PrivateNetworks {
        networks = List.copyOf(networks);
    }

    /// Whether `address` lies in one of them.
    public boolean contains(IpAddress address) {
        return contains(address.version(), address.high(), address.low());
    }

    /// The same for an address in parts, as [IpAddress] has them.
    public boolean contains(int version, long high, long low) {
        for (int i = 0; i < networks.size(); i++) { // no iterator: asked with every query
            if (networks.get(i).contains(version, high, low)) return true;
        }
        return false;
    }

    /// The key of the host with this address as `site` sees it.
    public HostKey key(IpAddress address, String site) {
        return contains(address) ? HostKey.ofSite(address, site) : HostKey.global(address);
    }
}
