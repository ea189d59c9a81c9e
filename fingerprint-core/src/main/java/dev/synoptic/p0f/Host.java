package dev.synoptic.p0f;

import dev.synoptic.host.Reasons;
import dev.synoptic.host.ScoreWindow;
import dev.synoptic.match.TcpMatch;
import dev.synoptic.signature.Label;
import dev.synoptic.signature.LabelRow;
import org.jspecify.annotations.Nullable;

/// The record of one host (`p0f-v3.md` 8.1). Reused for other hosts by [HostTable]; times are seconds since 1970,
/// unsigned 32 bits.
final class Host {

    /// Hops, while unknown (O-17).
    static final int DISTANCE_UNKNOWN = 255;

    /// Bad software: the User-Agent names another system (HTTP-26).
    static final int SYSTEM_MISMATCH = 1;

    /// Bad software: not what it claims to be (HTTP-31).
    static final int DISHONEST = 2;

    int version;
    long high;
    long low;

    /// The next in the bucket of the table, or in the pool of spare records.
    @Nullable
    Host next;

    /// Neighbours in the order of the last flow creation (STATE-4).
    @Nullable
    Host older;

    @Nullable
    Host younger;

    /// Flows that have this host at an end; twice for one that talks to itself.
    int uses;

    int firstSeen;
    int lastSeen;
    int connections;

    @Nullable
    KeptHandshake lastSyn;

    @Nullable
    KeptHandshake lastSynAck;

    /// Kept for reuse from the host that this record was of before.
    private @Nullable KeptHandshake spareHandshake;

    /// What the host was last taken for, with `os_match_q`: 1 if fuzzy, plus 2 if generic (TCP-12, HTTP-30).
    @Nullable
    LabelRow system;

    int quality;

    @Nullable
    String link;

    int distance;
    long uptimeMinutes;
    int uptimeModuloDays;

    ScoreWindow clientScores = ScoreWindow.EMPTY;
    ScoreWindow serverScores = ScoreWindow.EMPTY;
    Reasons reasons = Reasons.NONE;
    int lastSharing;
    int lastChange;
    int lastPort;

    @Nullable
    KeptMessage lastRequest;

    @Nullable
    KeptMessage lastResponse;

    int responsePort;

    @Nullable
    Label software;

    int badSoftware;

    @Nullable
    String language;

    /// Makes this the record of a host never seen before; the memory of a kept handshake stays for reuse.
    void begin(int ipVersion, long addressHigh, long addressLow, int now) {
        version = ipVersion;
        high = addressHigh;
        low = addressLow;
        uses = 0;
        firstSeen = now;
        lastSeen = now;
        connections = 0;
        spareHandshake = lastSyn != null ? lastSyn : lastSynAck != null ? lastSynAck : spareHandshake;
        lastSyn = null;
        lastSynAck = null;
        system = null;
        quality = 0;
        link = null;
        distance = DISTANCE_UNKNOWN;
        uptimeMinutes = 0;
        uptimeModuloDays = 0;
        beginScores();
        beginHttp();
    }

    private void beginScores() {
        clientScores = ScoreWindow.EMPTY;
        serverScores = ScoreWindow.EMPTY;
        reasons = Reasons.NONE;
        lastSharing = 0;
        lastChange = 0;
        lastPort = 0;
    }

    private void beginHttp() {
        lastRequest = null;
        lastResponse = null;
        responsePort = 0;
        software = null;
        badSoftware = 0;
        language = null;
    }

    /// Room for a handshake to keep, as often as possible from before.
    KeptHandshake roomFor(TcpMatch match) {
        var room = spareHandshake;
        if (room == null) return new KeptHandshake(match);
        spareHandshake = null;
        return room;
    }

    boolean is(int ipVersion, long addressHigh, long addressLow) {
        return low == addressLow && high == addressHigh && version == ipVersion;
    }

    /// The name of the system on record.
    @Nullable
    String systemName() {
        return system == null ? null : system.label().name();
    }
}
