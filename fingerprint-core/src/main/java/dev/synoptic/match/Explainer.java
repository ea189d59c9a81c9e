package dev.synoptic.match;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.signature.LabelNames;
import dev.synoptic.signature.SignatureDatabase;
import java.util.Optional;
import java.util.OptionalInt;

/// Says why handshakes are called what they are called, with everything that a person needs to check it. Holds no
/// state: any thread.
public final class Explainer {

    private final String file;
    private final Fidelity fidelity;
    private final SignatureDatabase database;
    private final SynMatcher matcher;
    private final LabelNames names;
    private final LinkTypes links;

    private Explainer(String file, SignatureDatabase database, Fidelity fidelity) {
        this.file = file;
        this.fidelity = fidelity;
        this.database = database;
        this.matcher = SynMatcher.of(database, fidelity);
        this.names = LabelNames.of(database);
        this.links = LinkTypes.of(database);
    }

    /// One that explains by `database`.
    ///
    /// @param file     the name of its file, unless it was laid together from several
    /// @param fidelity by whose rules
    public static Explainer of(String file, SignatureDatabase database, Fidelity fidelity) {
        return new Explainer(file, database, fidelity);
    }

    /// One that explains by another database, by the same rules.
    ///
    /// @param name of its file
    public Explainer by(String name, SignatureDatabase other) {
        return new Explainer(name, other, fidelity);
    }

    /// Why `seen` is called what it is called.
    public Explanation explain(SynObservation seen) {
        var told = matcher.explain(seen);
        int pathMtu = LinkTypes.mtu(seen.ipVersion(), seen.mss());
        boolean sized = seen.mss() > 0;
        return new Explanation(
                seen,
                told,
                told.row().map(row -> names.id(row.label())),
                told.match().winner().map(TcpMatch.Winner::signature).flatMap(names::as309b),
                sized ? OptionalInt.of(pathMtu) : OptionalInt.empty(),
                sized ? links.name(pathMtu) : Optional.empty(),
                file,
                database);
    }
}
