package dev.synoptic.gateway.answer;

import dev.synoptic.gateway.answer.HostAnswer.Dishonesty;
import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.gateway.answer.HostAnswer.Software;
import java.util.Optional;

/// What is known of one host, to be looked at without making anything: for protocols that are asked many thousand
/// times a second. [HostAnswer] says the same for all others.
///
/// Times are seconds since 1970, 0 for never.
public interface HostView {

    /// When it was first seen.
    long firstSeenSeconds();

    /// When it was last seen.
    long lastSeenSeconds();

    /// Completed handshakes seen, in both roles.
    long connections();

    /// Minutes since its clock began; 0 where that is not known.
    long uptimeMinutes();

    /// Days after which its clock starts anew; 0 where the uptime is not known.
    long uptimeModulusDays();

    /// When several systems were last seen behind the address.
    long natSeconds();

    /// When the system at the address last changed.
    long changeSeconds();

    /// Whether its software names another system than its packets do.
    Dishonesty dishonesty();

    /// The last system recognised.
    Optional<OperatingSystem> system();

    /// The last HTTP software recognised.
    Optional<Software> http();

    /// When its packets last named a tool, such as a scanner.
    long toolSeconds();

    /// Link type of its way.
    Optional<String> link();

    /// The language that its browser asks for.
    Optional<String> language();
}
