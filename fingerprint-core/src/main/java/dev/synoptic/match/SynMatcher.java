package dev.synoptic.match;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.Fingerprint.Judgement;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.signature.SignatureDatabase;

/// Says what sent a SYN or SYN+ACK. Holds no state: any thread.
public interface SynMatcher {

    /// All that there is to say of `seen`.
    TcpMatch match(SynObservation seen);

    /// The same in the words that travel between services.
    default Judgement judge(SynObservation seen) {
        return match(seen).judgement();
    }

    /// What speaks for and against it, row by row.
    MatchExplanation explain(SynObservation seen);

    /// The matcher of `database` by p0f's own rules, or by the fleet's.
    static SynMatcher of(SignatureDatabase database, Fidelity fidelity) {
        return switch (fidelity) {
            case STRICT -> TcpMatcher.of(database);
            case FLEET -> FleetMatcher.of(database);
        };
    }
}
