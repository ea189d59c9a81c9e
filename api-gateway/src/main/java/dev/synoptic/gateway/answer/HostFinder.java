package dev.synoptic.gateway.answer;

import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.packet.IpAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that a protocol sees of the hosts: one question, bound to the site whose clients ask.
///
/// It answers from memory at once, from any thread.
@FunctionalInterface
public interface HostFinder {

    /// What is known of the host at `address`, as seen from the site that asks; empty where nothing is.
    Optional<HostAnswer> find(IpAddress address);

    /// The same to be looked at, null where nothing is known, the address as [IpAddress] has it in parts. Where it
    /// matters, nothing is made on the way; [#system] and [#distance] then say what depends on who asks.
    @Nullable
    default HostView look(int version, long high, long low) {
        return find(new IpAddress(version, high, low)).orElse(null);
    }

    /// The system of a host that this finder showed, in the words that the asker knows.
    default Optional<OperatingSystem> system(HostView host) {
        return host.system();
    }

    /// Hops from the asking site to a host that this finder showed, 0 to 255; -1 where that is not known.
    default int distance(HostView host) {
        return host instanceof HostAnswer answer ? answer.distance().orElse(-1) : -1;
    }
}
