package dev.synoptic.host;

import static dev.synoptic.host.Reason.FUZZY;
import static dev.synoptic.host.Reason.MTU;
import static dev.synoptic.host.Reason.OS_DIFF;
import static dev.synoptic.host.Reason.PORT;
import static dev.synoptic.host.Reason.SIG_DIFF;
import static dev.synoptic.host.Reason.TSTAMP;
import static dev.synoptic.host.Reason.TTL;
import static dev.synoptic.host.Reason.X_KNOWN;

import dev.synoptic.tcp.Quirk;
import dev.synoptic.tcp.Quirks;
import org.jspecify.annotations.Nullable;

/// How unlike its predecessor a SYN or SYN+ACK is (`p0f-v3.md` 9.2). Pure arithmetic.
public final class HandshakeScore {

    private static final int TOLERATED_QUIRKS =
            Quirks.of(Quirk.ECN, Quirk.DF, Quirk.ID_PLUS, Quirk.ID_MINUS).bits();
    private static final int PORT_DROP_MIN = 64;
    private static final int TTL_STEP_SMALL = 2;
    private static final int DISTANCE_LOCAL = 5;
    private static final int DISTANCE_NEAR = 9;
    private static final long CLOCK_COMPARED_MILLIS = 86_400_000;
    private static final long CLOCK_GRACE_MILLIS = 100;
    private static final long CLOCK_HERTZ_MAX = 1500;
    private static final long U32 = 0xFFFF_FFFFL;

    private int score;
    private int reasons;

    private HandshakeScore() {}

    /// The entry for `seen`, of a host that is on record with the system `recorded`, where there is one.
    ///
    /// @param reference  the host's last handshake of the same kind
    /// @param syn        whether it is a SYN; a SYN+ACK follows the SYN that it answers, so less is compared
    /// @param lastPort   client port of the host's last connection, 0 before the first
    /// @param clientPort client port of this one
    public static ScoreEntry of(
            @Nullable HandshakeTrace reference,
            HandshakeTrace seen,
            boolean syn,
            @Nullable String recorded,
            int lastPort,
            int clientPort) {
        boolean otherSystem = seen.known() && recorded != null && !recorded.equals(seen.name());
        if (reference == null) return otherSystem ? ScoreEntry.of(8, OS_DIFF.bit()) : ScoreEntry.NOTHING; // SCORE-6
        var sum = new HandshakeScore();
        boolean differs = sum.compareSystems(reference, seen, syn);
        if (!differs && otherSystem) {
            sum.add(8, OS_DIFF);
            differs = true;
        }
        if (!differs) sum.compareTtl(reference, seen);
        if (syn && lastPort != 0 && lastPort - clientPort >= PORT_DROP_MIN) sum.add(1, PORT);
        if (reference.mss() != seen.mss()) sum.add(1, MTU);
        if (sum.score != 0) sum.weighByClock(reference, seen);
        return ScoreEntry.of(sum.score, sum.reasons);
    }

    private void add(int points, Reason reason) {
        score += points;
        reasons |= reason.bit();
    }

    /// SCORE-7 steps 1 and 2; answers "already different".
    private boolean compareSystems(HandshakeTrace reference, HandshakeTrace seen, boolean syn) {
        if (!reference.known() || !seen.known()) {
            compareUnknown(reference, seen, syn);
            return false;
        }
        if (!reference.name().equals(seen.name())) {
            add(8, OS_DIFF);
            return true;
        }
        if (!syn) return false;
        if (!reference.labelIdentity().equals(seen.labelIdentity())) add(2, OS_DIFF);
        else if (!reference.sameRow(seen)) add(1, OS_DIFF);
        else if (reference.fuzzy() != seen.fuzzy()) add(1, FUZZY);
        return false;
    }

    private void compareUnknown(HandshakeTrace reference, HandshakeTrace seen, boolean syn) {
        if (((reference.quirkBits() ^ seen.quirkBits()) & ~TOLERATED_QUIRKS) != 0) add(2, SIG_DIFF);
        else if (syn && !reference.sameLayout(seen)) add(1, SIG_DIFF);
        if (syn && reference.known() != seen.known()) add(1, X_KNOWN);
    }

    /// SCORE-7 step 4: of distant hosts only increases count (O-10).
    private void compareTtl(HandshakeTrace reference, HandshakeTrace seen) {
        int step = seen.ttl() - reference.ttl();
        if (step == 0 || reference.randomTtl() || seen.randomTtl()) return;
        if (seen.distance() > DISTANCE_NEAR && step <= 1) return;
        add(seen.distance() > DISTANCE_LOCAL && Math.abs(step) <= TTL_STEP_SMALL ? 1 : 4, TTL);
    }

    /// SCORE-7 step 7: a clock that ran on speaks for the same host, one that jumped against it.
    private void weighByClock(HandshakeTrace reference, HandshakeTrace seen) {
        if (reference.ownTimestamp() == 0 || seen.ownTimestamp() == 0) return;
        long millis = seen.millis() - reference.millis();
        if (Long.compareUnsigned(millis, CLOCK_COMPARED_MILLIS) >= 0) return;
        long most = Math.max(millis, CLOCK_GRACE_MILLIS) * CLOCK_HERTZ_MAX / 1000;
        long ticks = (seen.ownTimestamp() - reference.ownTimestamp()) & U32;
        if (ticks > most && (millis >= CLOCK_GRACE_MILLIS || U32 - ticks > most)) add(4, TSTAMP);
        else score /= 2;
    }
}
