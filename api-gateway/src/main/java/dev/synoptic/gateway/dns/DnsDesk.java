package dev.synoptic.gateway.dns;

import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.socket.Admission;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What the answers of one zone rest on.
///
/// @param zone     its name and times
/// @param hosts    what is known, as seen from the listener's site
/// @param hasState whether anything is known at all; until then nothing is denied (`clients.md` 6.3 rule 9)
/// @param trusted  who is told counts, and asks as often as it likes; without any, this machine
/// @param waits    who waits for handshakes; empty answers everything at once
/// @param counters what is asked
public record DnsDesk(
        Zone zone,
        HostFinder hosts,
        BooleanSupplier hasState,
        Admission trusted,
        Optional<HandshakeWaits> waits,
        DnsCounters counters) {

    /// A miss may be held so long in the hope of a sensor's report, because nothing blocks on it (`clients.md` 4.2).
    static final Duration WAIT = Duration.ofMillis(500);

    boolean trusts(InetAddress peer) {
        return trusted.allowed().isEmpty() ? peer.isLoopbackAddress() : trusted.isListed(peer);
    }
}
