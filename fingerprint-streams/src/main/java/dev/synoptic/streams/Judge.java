package dev.synoptic.streams;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent.HttpHead;
import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.flow.HandshakeEvent.SynAck;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.match.HeadJudge;
import dev.synoptic.match.JudgedHead;
import dev.synoptic.match.LinkTypes;
import dev.synoptic.match.MatchMemo;
import dev.synoptic.match.SynMatcher;
import dev.synoptic.match.TcpMatch;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.signature.ToolSystems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Holds what was seen against one signature database.
///
/// Makes a [Bench] for each thread that asks; has no state itself.
public final class Judge {

    private final SynMatcher matcher;
    private final LinkTypes links;
    private final HeadJudge heads;
    private final String version;

    private Judge(SynMatcher matcher, LinkTypes links, HeadJudge heads, String version) {
        this.matcher = matcher;
        this.links = links;
        this.heads = heads;
        this.version = version;
    }

    /// A judge by this database and the fleet's rules.
    public static Judge by(SignatureDatabase database) {
        return by(database, Fidelity.FLEET);
    }

    /// A judge by this database and these rules.
    public static Judge by(SignatureDatabase database, Fidelity fidelity) {
        return new Judge(
                SynMatcher.of(database, fidelity), LinkTypes.of(database), HeadJudge.of(database), database.version());
    }

    /// A judge by the database of a file, read by these rules.
    public static Judge read(Path file, Fidelity fidelity) throws IOException, SignatureFileException {
        return by(PublishedDatabases.parse(file.toString(), Files.readAllBytes(file), fidelity), fidelity);
    }

    /// Digest of its database.
    public String version() {
        return version;
    }

    /// Judges fingerprints once more, by this database; for one thread.
    public UnaryOperator<Fingerprint> again() {
        return bench()::again;
    }

    /// What one thread judges with: it remembers what was said of stacks already seen.
    Bench bench() {
        return new Bench();
    }

    /// A fingerprint, and what a tool's row says beyond it.
    record Verdict(Fingerprint fingerprint, ToolSystems tool) {}

    /// One thread's.
    final class Bench {

        private final MatchMemo<TcpMatch> memo = new MatchMemo<>(matcher, MatchMemo.CAPACITY_DEFAULT, match -> match);

        /// What the database says of a SYN.
        ///
        /// @param completed whether its client proved real
        Verdict judge(HandshakeRecord record, Syn syn, boolean completed) {
            return judge(record, syn.connection(), syn.sequenceNumber(), completed, syn.seen());
        }

        /// What the database says of a SYN+ACK. Agents publish only those that answer a SYN, so they are never
        /// provisional.
        Verdict judge(HandshakeRecord record, SynAck synAck) {
            return judge(record, synAck.connection(), synAck.sequenceNumber(), true, synAck.seen());
        }

        /// What the database says of what another may have judged before.
        Fingerprint again(Fingerprint told) {
            var match = memo.get(told.seen());
            return new Fingerprint(
                    told.origin(),
                    told.connection(),
                    told.capturedMicros(),
                    told.sequenceNumber(),
                    told.completed(),
                    match.judgement(),
                    link(told.seen(), match.isTool()),
                    version,
                    match.rawSignature(),
                    told.seen(),
                    told.sharedAddress());
        }

        /// What the database says of an HTTP head; empty where it is none.
        Optional<JudgedHead> judge(HandshakeRecord record, HttpHead head) {
            return heads.judge(record, head);
        }

        private Verdict judge(
                HandshakeRecord record,
                Connection connection,
                long sequenceNumber,
                boolean completed,
                SynObservation seen) {
            var match = memo.get(seen);
            var fingerprint = new Fingerprint(
                    record.origin(),
                    connection,
                    record.capturedMicros(),
                    sequenceNumber,
                    completed,
                    match.judgement(),
                    link(seen, match.isTool()),
                    version,
                    match.rawSignature(),
                    seen,
                    Optional.empty());
            return new Verdict(fingerprint, tool(match));
        }

        private static ToolSystems tool(TcpMatch match) {
            if (!match.isTool()) return ToolSystems.NONE;
            return ToolSystems.of(match.winner().orElseThrow().signature().row());
        }

        /// MTU-1, TCP-10: a tool says nothing of the link, and without an MSS there is nothing to tell it by.
        private Optional<String> link(SynObservation seen, boolean tool) {
            return tool || seen.mss() == 0 ? Optional.empty() : links.name(LinkTypes.mtu(seen.ipVersion(), seen.mss()));
        }
    }
}
