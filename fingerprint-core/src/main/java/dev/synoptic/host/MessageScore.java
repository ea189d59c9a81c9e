package dev.synoptic.host;

import static dev.synoptic.host.Reason.DATE;
import static dev.synoptic.host.Reason.OS_DIFF;
import static dev.synoptic.host.Reason.SRV_SIG_LB;
import static dev.synoptic.host.Reason.UA_VS_OS;
import static dev.synoptic.host.Reason.VIA;
import static dev.synoptic.host.Reason.X_KNOWN;

import org.jspecify.annotations.Nullable;

/// How unlike its predecessor, and unlike the host on record, an HTTP message is (`p0f-v3.md` 10.9). Pure arithmetic.
public final class MessageScore {

    private static final int DATE_JITTER_SECONDS = 10;

    private int score;
    private int reasons;

    private MessageScore() {}

    /// The entry for `seen`.
    ///
    /// @param reference  the host's last such message, from the same server port for a response
    /// @param response   whether it is a response
    /// @param tool       whether it was recognised as a tool
    /// @param recorded   name of the system on record
    /// @param claimed    name of the system that the User-Agent claims, where HTTP-26 applies
    /// @param via        whether a proxy named itself
    public static ScoreEntry of(
            @Nullable MessageTrace reference,
            MessageTrace seen,
            boolean response,
            boolean tool,
            @Nullable String recorded,
            @Nullable String claimed,
            boolean via) {
        var sum = new MessageScore();
        var name = seen.name();
        if (name == null) sum.compareUnknown(reference, response);
        else if (tool) sum.compareTools(reference, seen, name, response);
        else sum.compareSystems(reference, seen, name, recorded);
        if (claimed != null && !claimed.equals(recorded)) sum.add(4, UA_VS_OS); // HTTP-26, O-23
        if (via) sum.add(8, VIA);
        if (response && reference != null) sum.compareDates(reference, seen);
        return ScoreEntry.of(sum.score, sum.reasons);
    }

    private void add(int points, Reason reason) {
        score += points;
        reasons |= reason.bit();
    }

    /// HTTP-20.
    private void compareUnknown(@Nullable MessageTrace reference, boolean response) {
        if (response && reference != null && reference.name() != null) add(4, X_KNOWN);
    }

    /// HTTP-21.
    private void compareTools(@Nullable MessageTrace reference, MessageTrace seen, String name, boolean response) {
        if (!response || reference == null || reference.name() == null) return;
        if (!name.equals(reference.name())) add(8, SRV_SIG_LB);
        else if (reference.isOtherTool(seen)) add(2, SRV_SIG_LB);
    }

    /// HTTP-22.
    private void compareSystems(
            @Nullable MessageTrace reference, MessageTrace seen, String name, @Nullable String recorded) {
        boolean differs = false;
        if (reference != null) {
            differs = reference.name() != null && !name.equals(reference.name());
            if (differs) add(8, OS_DIFF);
            else if (reference.name() == null) add(4, X_KNOWN);
            else if (reference.isOtherSystem(seen)) add(2, OS_DIFF);
        }
        if (!differs && !name.equals(recorded)) add(4, OS_DIFF); // O-23
    }

    /// HTTP-27: a server's clock keeps pace with ours.
    private void compareDates(MessageTrace reference, MessageTrace seen) {
        if (reference.dateSeconds() == 0 || seen.dateSeconds() == 0) return;
        long theirs = seen.dateSeconds() - reference.dateSeconds();
        long ours = seen.receivedSeconds() - reference.receivedSeconds();
        if (theirs < -DATE_JITTER_SECONDS || theirs > ours + DATE_JITTER_SECONDS) add(4, DATE);
    }
}
