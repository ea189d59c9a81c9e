package dev.synoptic.gateway.policy;

import dev.synoptic.packet.IpAddress;
import java.time.Duration;
import java.util.Optional;

/// What the fleet remembers of first attempts (`mail.md` f.2).
@FunctionalInterface
public interface Greylisting {

    /// Nothing is remembered, so everything passes.
    Greylisting NONE = (_, _, _, _) -> Optional.empty();

    /// How long the client is to wait before it comes again; empty where it may pass. Whoever cannot tell lets pass. It
    /// answers from memory at once.
    ///
    /// @param delay that a first attempt has to wait
    Optional<Duration> ask(IpAddress client, String sender, String recipient, Duration delay);
}
