package dev.synoptic.gateway;

import dev.synoptic.gateway.socket.Admission;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.TlsIdentity;
import dev.synoptic.signature.LabelNames;
import java.util.Optional;

/// One place where mail software asks; private addresses mean its site's own.
///
/// @param spoken         what is spoken
/// @param endpoint       where; an address is one of UDP, TCP or both, as the protocol has it
/// @param site           whose mail server asks
/// @param oldWords       the words of the database that labels, where clients must be answered in those of p0f 3.09b
///                       (`labels: 3.09b`)
/// @param admission      who may ask; with a zone, who is told counts
/// @param connectionsMax served at a time
/// @param tls            what it proves itself by, and whom it lets in; empty speaks in the clear
public record ListenerSettings(
        Spoken spoken,
        Endpoint endpoint,
        String site,
        Optional<LabelNames> oldWords,
        Admission admission,
        int connectionsMax,
        Optional<TlsIdentity> tls) {

    /// The same at another place.
    ListenerSettings at(Endpoint place) {
        return new ListenerSettings(spoken, place, site, oldWords, admission, connectionsMax, tls);
    }

    /// One that lets in everyone, in the clear, and answers in the words of the database.
    public static ListenerSettings of(Spoken spoken, Endpoint endpoint, String site) {
        return new ListenerSettings(
                spoken, endpoint, site, Optional.empty(), Admission.ANYONE, Listener.CONNECTIONS_MAX, Optional.empty());
    }
}
