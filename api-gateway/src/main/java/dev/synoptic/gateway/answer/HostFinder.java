package dev.synoptic.gateway.answer;

import dev.synoptic.packet.IpAddress;
import java.util.Optional;

/// All that a protocol sees of the hosts: one question, bound to the site whose clients ask.
///
/// It answers from memory at once, from any thread.
@FunctionalInterface
public interface HostFinder {

    /// What is known of the host at `address`, as seen from the site that asks; empty where nothing is.
    Optional<HostAnswer> find(IpAddress address);
}
