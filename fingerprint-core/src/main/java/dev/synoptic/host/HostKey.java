package dev.synoptic.host;

import dev.synoptic.packet.IpAddress;
import java.util.Optional;

/// What names a host across the fleet: its address, and for private addresses also the site that saw it.
///
/// @param address the host's address
/// @param site    set for ranges that every site has of its own (design §3), else empty
public record HostKey(IpAddress address, Optional<String> site) {}
