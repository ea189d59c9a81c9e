package dev.synoptic.gateway.v2;

import dev.synoptic.gateway.answer.ConnectionWitness;
import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostFinder;
import java.util.Optional;
import java.util.function.Supplier;

/// What the answers of one v2 listener rest on.
///
/// @param hosts       what is known, as seen from the listener's site
/// @param connections which connections were seen
/// @param form        what the listener was told
/// @param waits       who waits for handshakes; empty answers everything at once
/// @param counters    what is asked
/// @param status      the numbers of a status answer
public record V2Desk(
        HostFinder hosts,
        ConnectionWitness connections,
        V2Form form,
        Optional<HandshakeWaits> waits,
        V2Counters counters,
        Supplier<V2Status> status) {

    /// The host behind the connection that is asked for, by the first of the ways of `clients.md` 2.2 rule 3 that
    /// leads to one.
    Optional<HostAnswer> find(V2Query query) {
        return isMeant(query) ? hosts.find(query.client()) : Optional.empty();
    }

    private boolean isMeant(V2Query query) {
        return connections.saw(query.client(), query.clientPort(), query.server(), query.serverPort())
                || connections.saw(query.client(), query.swappedClientPort(), query.server(), query.serverPort())
                || (query.clientPort() == 0 || form.loose())
                        && connections.sawFromAnyPort(query.client(), query.server(), query.serverPort())
                || query.namesNoServer()
                || !connections.knowsServer(query.server());
    }
}
