package dev.synoptic.host;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.match.MatchQuality;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirks;
import java.util.Optional;

/// What is kept of a host's last SYN, or last SYN+ACK, to hold the next one against (`p0f-v3.md` TCP-11).
///
/// @param quirks       oddities of its headers
/// @param layout       kinds of its options
/// @param ttl          hops left on arrival
/// @param mss          octets, 0 where absent
/// @param ownTimestamp own value of the timestamp option, unsigned 32 bits, 0 where absent
/// @param micros       when it was captured, microseconds since 1970, UTC
/// @param match        the row that explained it; empty where none did
/// @param distance     hops to the capture (TCP-4)
/// @param database     tells apart the files of signatures that judged it: lines of different files are not compared
/// @param detail       the rest of what was seen, which explains the match; empty where an older version remembered it
public record SeenHandshake(
        Quirks quirks,
        OptionLayout layout,
        int ttl,
        int mss,
        long ownTimestamp,
        long micros,
        Optional<Fingerprint.Match> match,
        int distance,
        int database,
        Optional<SeenDetail> detail)
        implements HandshakeTrace {

    /// What is kept of this fingerprint.
    public static SeenHandshake of(Fingerprint fingerprint) {
        var seen = fingerprint.seen();
        return new SeenHandshake(
                seen.quirks(),
                seen.layout(),
                seen.ttl(),
                seen.mss(),
                seen.ownTimestamp(),
                fingerprint.capturedMicros(),
                fingerprint.judgement().match(),
                fingerprint.judgement().distance(),
                databaseOf(fingerprint.databaseVersion()),
                Optional.of(SeenDetail.of(seen)));
    }

    /// What tells databases apart well enough to know whether two lines are of the same file.
    private static int databaseOf(String version) {
        return version.hashCode();
    }

    /// All that was seen, to be judged and explained again; empty where an older version remembered it.
    public Optional<SynObservation> observation() {
        return detail.map(rest -> rest.with(this));
    }

    @Override
    public boolean known() {
        return match.isPresent();
    }

    @Override
    public boolean fuzzy() {
        return match.filter(row -> row.quality() == MatchQuality.FUZZY).isPresent();
    }

    @Override
    public boolean randomTtl() {
        return match.filter(Fingerprint.Match::randomTtl).isPresent();
    }

    @Override
    public String name() {
        return match.orElseThrow().label().name();
    }

    @Override
    public Object labelIdentity() {
        return match.orElseThrow().label();
    }

    @Override
    public int line() {
        return match.orElseThrow().line();
    }

    @Override
    public boolean sameRow(HandshakeTrace other) {
        return line() == other.line() || other instanceof SeenHandshake seen && seen.database != database;
    }

    @Override
    public int quirkBits() {
        return quirks.bits();
    }

    @Override
    public int layoutSize() {
        return layout.size();
    }

    @Override
    public long layoutWord(int index) {
        return layout.word(index);
    }

    @Override
    public long millis() {
        return Math.floorDiv(micros, 1000L);
    }
}
