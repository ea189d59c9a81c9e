package dev.synoptic.streams;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.flow.HandshakeEvent.SynAck;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.match.LinkTypes;
import dev.synoptic.match.SynMatcher;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.signature.SignatureDatabase;
import java.util.Optional;

/// Holds what was seen against one signature database. Has no state; any thread.
public final class Judge {

    private final SynMatcher matcher;
    private final LinkTypes links;
    private final String version;

    private Judge(SynMatcher matcher, LinkTypes links, String version) {
        this.matcher = matcher;
        this.links = links;
        this.version = version;
    }

    /// A judge by this database and the fleet's rules.
    public static Judge by(SignatureDatabase database) {
        return by(database, Fidelity.FLEET);
    }

    /// A judge by this database and these rules.
    public static Judge by(SignatureDatabase database, Fidelity fidelity) {
        return new Judge(SynMatcher.of(database, fidelity), LinkTypes.of(database), database.version());
    }

    /// What the database says of a SYN.
    ///
    /// @param completed whether its client proved real
    Fingerprint judge(HandshakeRecord record, Syn syn, boolean completed) {
        return judge(record, syn.connection(), syn.sequenceNumber(), completed, syn.seen());
    }

    /// What the database says of a SYN+ACK. Agents publish only those that answer a SYN, so they are never
    /// provisional.
    Fingerprint judge(HandshakeRecord record, SynAck synAck) {
        return judge(record, synAck.connection(), synAck.sequenceNumber(), true, synAck.seen());
    }

    private Fingerprint judge(
            HandshakeRecord record,
            Connection connection,
            long sequenceNumber,
            boolean completed,
            SynObservation seen) {
        var match = matcher.match(seen);
        return new Fingerprint(
                record.origin(),
                connection,
                record.capturedMicros(),
                sequenceNumber,
                completed,
                match.judgement(),
                link(seen, match.isTool()),
                version,
                match.rawSignature(),
                seen);
    }

    /// MTU-1, TCP-10: a tool says nothing of the link, and without an MSS there is nothing to tell it by.
    private Optional<String> link(SynObservation seen, boolean tool) {
        return tool || seen.mss() == 0 ? Optional.empty() : links.name(LinkTypes.mtu(seen.ipVersion(), seen.mss()));
    }
}
