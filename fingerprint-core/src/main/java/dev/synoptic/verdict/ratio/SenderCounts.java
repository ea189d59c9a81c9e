package dev.synoptic.verdict.ratio;

/// What a group's senders are worth, counted by the day: a thousand messages of one address are one address (S4).
///
/// All of it are sums over (day, address), so that days and sites can be added and a correction taken back: an address
/// that comes on two days, or to two sites, counts twice.
///
/// @param senders         addresses with a message that counts
/// @param sendersRejected of them, those with more rejected than accepted
/// @param messages        accepted and rejected together
/// @param squares         Σ nᵢ² of the messages of each address
/// @param cappedAccepted  accepted, where an address counts for at most [#CAP] messages in its own proportion
/// @param cappedRejected  rejected, in the same way
public record SenderCounts(
        long senders, long sendersRejected, long messages, long squares, long cappedAccepted, long cappedRejected) {

    /// Messages of one address and day beyond which more add nothing to the capped counts (S4).
    public static final long CAP = 50;

    public static final SenderCounts ZERO = new SenderCounts(0, 0, 0, 0, 0, 0);

    /// What one address adds on one day.
    public static SenderCounts ofSender(long accepted, long rejected) {
        long n = accepted + rejected;
        if (n == 0) return ZERO;
        long capped = Math.min(n, CAP);
        long cappedRejected = (2 * capped * rejected + n) / (2 * n);
        return new SenderCounts(1, rejected > accepted ? 1 : 0, n, n * n, capped - cappedRejected, cappedRejected);
    }

    /// How many independent senders the messages are worth: (Σ nᵢ)² / Σ nᵢ² (S4).
    public double effective() {
        return squares == 0 ? 0 : (double) messages * messages / squares;
    }

    /// Share of senders that are mostly refused, as the tables write it (T2).
    public String ratioBySender() {
        return Percent.of(sendersRejected, senders);
    }

    /// Ratio where an address counts for at most [#CAP] messages a day, as the tables write it (S4, T2).
    public String cappedRatio() {
        return Percent.of(cappedRejected, cappedAccepted + cappedRejected);
    }

    public boolean isZero() {
        return equals(ZERO);
    }

    public SenderCounts plus(SenderCounts more) {
        return sum(more, 1);
    }

    public SenderCounts minus(SenderCounts less) {
        return sum(less, -1);
    }

    private SenderCounts sum(SenderCounts by, int sign) {
        return new SenderCounts(
                senders + sign * by.senders,
                sendersRejected + sign * by.sendersRejected,
                messages + sign * by.messages,
                squares + sign * by.squares,
                cappedAccepted + sign * by.cappedAccepted,
                cappedRejected + sign * by.cappedRejected);
    }
}
