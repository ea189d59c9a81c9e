package dev.synoptic.verdict.ratio;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.join.JoinedVerdict;

/// How often each outcome came, and how the operating system was found; a sum that can be taken back (T1).
///
/// A revision takes the old contribution back and adds the new one: `counts.minus(of(old)).plus(of(now))`.
///
/// @param accepted    counted
/// @param rejected    counted, but for those at stage AUTH
/// @param greylisted  not counted: such mail comes back and counts when it is accepted
/// @param deferred    not counted
/// @param aborted     not counted
/// @param authStage   refused at stage AUTH, whatever the outcome; in none of the others
/// @param exact       of all of these, joined by address and port
/// @param byAddress   joined by address, certain of the label
/// @param ambiguous   joined by address, not certain
/// @param cached      joined by what was last known of the address
/// @param noSyn       not joined
/// @param noMatch     joined with a SYN that no signature explains
/// @param tool        joined with a SYN that names a program
public record RatioCounts(
        long accepted,
        long rejected,
        long greylisted,
        long deferred,
        long aborted,
        long authStage,
        long exact,
        long byAddress,
        long ambiguous,
        long cached,
        long noSyn,
        long noMatch,
        long tool) {

    public static final RatioCounts ZERO = new RatioCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// Counts without anything about joining, as for a table made elsewhere.
    public static RatioCounts of(long accepted, long rejected) {
        return new RatioCounts(accepted, rejected, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /// What one verdict adds: as often as the syslog daemon folded it.
    public static RatioCounts of(JoinedVerdict joined) {
        return outcome(joined.verdict()).plus(join(joined));
    }

    private static RatioCounts outcome(Verdict verdict) {
        long n = verdict.repeat();
        if (verdict.stage() == Stage.AUTH) return new RatioCounts(0, 0, 0, 0, 0, n, 0, 0, 0, 0, 0, 0, 0);
        return switch (verdict.outcome()) {
            case ACCEPTED -> new RatioCounts(n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            case REJECTED -> new RatioCounts(0, n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            case GREYLISTED -> new RatioCounts(0, 0, n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            case DEFERRED -> new RatioCounts(0, 0, 0, n, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            case ABORTED -> new RatioCounts(0, 0, 0, 0, n, 0, 0, 0, 0, 0, 0, 0, 0);
        };
    }

    private static RatioCounts join(JoinedVerdict joined) {
        long n = joined.verdict().repeat();
        var how = switch (joined.how()) {
            case EXACT -> new RatioCounts(0, 0, 0, 0, 0, 0, n, 0, 0, 0, 0, 0, 0);
            case IP_SAME -> new RatioCounts(0, 0, 0, 0, 0, 0, 0, n, 0, 0, 0, 0, 0);
            case IP_AMBIGUOUS -> new RatioCounts(0, 0, 0, 0, 0, 0, 0, 0, n, 0, 0, 0, 0);
            case CACHE -> new RatioCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, n, 0, 0, 0);
            case NONE -> new RatioCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, n, 0, 0);
        };
        return joined.unknown()
                .map(cause -> switch (cause) {
                    case NO_MATCH -> new RatioCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, n, 0);
                    case TOOL -> new RatioCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, n);
                    case NO_SYN, AMBIGUOUS -> ZERO;
                })
                .map(how::plus)
                .orElse(how);
    }

    /// Accepted and rejected together: what a ratio rests on.
    public long counted() {
        return accepted + rejected;
    }

    /// What stands beside the ratio, in no part of it.
    public long other() {
        return greylisted + deferred + aborted + authStage;
    }

    /// Whether nothing is left of it, after contributions were taken back.
    public boolean isZero() {
        return equals(ZERO);
    }

    /// Ratio in percent as the tables write it (T2).
    public String ratio() {
        return Percent.ofRejected(accepted, rejected);
    }

    public RatioCounts plus(RatioCounts more) {
        return sum(more, 1);
    }

    public RatioCounts minus(RatioCounts less) {
        return sum(less, -1);
    }

    private RatioCounts sum(RatioCounts by, int sign) {
        return new RatioCounts(
                accepted + sign * by.accepted,
                rejected + sign * by.rejected,
                greylisted + sign * by.greylisted,
                deferred + sign * by.deferred,
                aborted + sign * by.aborted,
                authStage + sign * by.authStage,
                exact + sign * by.exact,
                byAddress + sign * by.byAddress,
                ambiguous + sign * by.ambiguous,
                cached + sign * by.cached,
                noSyn + sign * by.noSyn,
                noMatch + sign * by.noMatch,
                tool + sign * by.tool);
    }
}
