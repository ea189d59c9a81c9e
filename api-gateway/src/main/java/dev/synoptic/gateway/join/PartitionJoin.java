package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.CountInput.ClocksCompared;
import dev.synoptic.gateway.join.CountInput.ClocksTold;
import dev.synoptic.gateway.join.CountInput.FoundMissing;
import dev.synoptic.gateway.join.CountInput.RoundEnded;
import dev.synoptic.gateway.join.CountInput.Settled;
import dev.synoptic.gateway.join.CountInput.SiteTold;
import dev.synoptic.gateway.join.JoinInput.SourceAdvanced;
import dev.synoptic.gateway.join.JoinInput.SynSeen;
import dev.synoptic.gateway.join.JoinInput.VerdictGiven;
import dev.synoptic.gateway.join.WaitingVerdicts.Due;
import dev.synoptic.host.HostKey;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.join.ClockSkew;
import dev.synoptic.verdict.join.HeldSyn;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinRules;
import dev.synoptic.verdict.join.JoinedVerdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds SYNs and verdicts until nothing more can come that concerns them, and settles them then.
///
/// ```
/// SYN ─────▶ held ◀────────────┐
/// verdict ─▶ waiting ── due ──▶ settle ──▶ joined, counted
///                         ▲        └─────▶ unmatched ◀── a late SYN settles again (J6)
/// progress ─▶ watermarks ─┘
/// ```
/// A minute after its session began, a settled verdict may be reviewed: it tells how far clocks are apart, and is
/// settled anew if that was not known yet (J7).
///
/// Verdicts are settled in the order in which they become due, however far a watermark jumps and in whatever order
/// records came: the result is that of the events, not of their travel. What one progress makes due may be a
/// day's mail, where an agent comes back: it is settled in steps, each within its transaction, and nothing counts as
/// closed before the last.
final class PartitionJoin {

    /// Verdicts that one step settles, but that those of one host and moment come together.
    static final int STEP_MAX = 1_000;

    private final JoinPlan plan;
    private final JoinCounters counters;
    private final JoinState state;
    private final Outlet outlet;
    private final boolean isFirst;
    private final ClockReview review;
    private final JoinRules asSet;
    private JoinRules rules;

    /// The latest event time in any record: no watermark beyond it makes anything forgotten.
    private long latestMicros = Long.MIN_VALUE;

    private long forgottenHour = Long.MIN_VALUE;

    private boolean isForgetting;

    private boolean isNew = true;

    /// Sites where more is due than has been settled.
    private final Set<String> behind = new LinkedHashSet<>();

    /// Sites whose end the other partitions have been told.
    private final Set<String> toldEnded = new HashSet<>();

    /// Who is told what is found.
    interface Outlet {

        /// A result, or a later revision of it.
        void joined(HostKey host, JoinedVerdict joined);

        /// What the counting is to know.
        ///
        /// @param host empty where it is of none
        void counted(Optional<HostKey> host, CountInput input);
    }

    /// @param isFirst whether it is the one partition in which is counted what progress says is missing
    PartitionJoin(JoinPlan plan, JoinCounters counters, JoinState state, Outlet outlet, boolean isFirst) {
        this.plan = plan;
        this.counters = counters;
        this.state = state;
        this.outlet = outlet;
        this.isFirst = isFirst;
        this.asSet = new JoinRules(plan.rules());
        this.review = new ClockReview(state.syns(), state.reviewed(), state.clocks(), asSet);
        this.rules = review.rules();
        for (String site : state.watermarks().sites()) { // what a step left when this stopped
            if (state.waiting().isDue(site, earlier(state.watermarks().of(site)))) behind.add(site);
        }
    }

    /// Takes in one record.
    ///
    /// @param nowMillis what the clock says by which sources are taken for silent
    void take(Optional<HostKey> host, JoinInput input, long nowMillis) {
        switch (input) {
            case SynSeen(var fingerprint) -> seen(host.orElseThrow(), fingerprint);
            case VerdictGiven(var verdict) -> given(host.orElseThrow(), verdict);
            case SourceAdvanced advanced -> {
                note(advanced);
                due(state.watermarks().advance(advanced.progress(), nowMillis));
            }
        }
        endRound();
    }

    /// Whether more is due than the steps so far have settled.
    boolean isBehind() {
        return !behind.isEmpty();
    }

    /// Takes the next step where something is left to do.
    void goOn() {
        if (!isBehind() && !isForgetting && !isNew) return;
        if (isNew) due(state.watermarks().sites()); // how far they are closed may not have been told
        else settleStep();
        isNew = false;
        endRound();
    }

    /// How far the verdicts of a site are settled.
    long completeTo(String site) {
        return state.watermarks().of(site);
    }

    private void seen(HostKey host, Fingerprint syn) {
        counters.syns().increment();
        latestMicros = Math.max(latestMicros, syn.capturedMicros());
        if (!state.syns().add(host, syn)) counters.refusedSyns().increment();
        List<JoinedVerdict> unmatched = state.unmatched().near(host, syn.capturedMicros());
        if (!unmatched.isEmpty()) settle(host, List.of(), unmatched);
    }

    private void given(HostKey host, Verdict verdict) {
        counters.verdicts().increment();
        latestMicros = Math.max(latestMicros, verdict.openMicros());
        var before = state.settled().find(host, verdict);
        if (before.isPresent() && before.get().verdictRevision() >= verdict.revision()) {
            counters.repeated().increment();
            return;
        }
        boolean inTurn = !behind.contains(verdict.site());
        if (inTurn && rules.neededToMicros(verdict) <= state.watermarks().of(verdict.site())) {
            settle(host, List.of(verdict), List.of());
        } else {
            state.waiting().add(host, verdict, asSet.neededToMicros(verdict));
        }
    }

    /// Progress stands in every partition; what it says is missing is counted in the first alone.
    private void note(SourceAdvanced advanced) {
        if (!isFirst) return;
        var progress = advanced.progress();
        var missing = state.watermarks().missingBefore(progress, advanced.isCapture());
        if (missing.isNothing()) return;
        long micros = progress.progress().watermarkMicros();
        boolean dated = micros != Long.MIN_VALUE && micros != Long.MAX_VALUE;
        var found = new FoundMissing(
                EnrolledSource.of(progress), dated || latestMicros == Long.MIN_VALUE ? micros : latestMicros, missing);
        outlet.counted(Optional.empty(), found);
    }

    /// Looks for sources that have been silent for too long, by the clock that [#take] is told.
    void noticeSilence(long nowMillis) {
        int silent =
                state.watermarks().silenceSince(nowMillis - plan.sourceTimeout().toMillis());
        if (silent == 0) return;
        counters.silentSources().add(silent);
        due(state.watermarks().sites());
        endRound();
    }

    /// Settles what is due at these sites at once, unless steps are under way: then in its turn.
    private void due(Set<String> sites) {
        boolean underWay = isBehind();
        behind.addAll(sites);
        if (!underWay) settleStep();
    }

    /// Takes in what other partitions say of clocks, and tells them what is to be told by now.
    void exchangeClocks(long nowMillis) {
        boolean more = review.hear();
        if (more) due(state.watermarks().sites());
        boolean told = tellClocks(nowMillis);
        if (more || told) endRound();
    }

    private boolean tellClocks(long nowMillis) {
        var untold = review.takeUntold(nowMillis);
        untold.forEach((clocks, found) -> outlet.counted(Optional.empty(), new ClocksTold(clocks, found)));
        return !untold.isEmpty();
    }

    /// Whoever waits for this partition's word on clocks has it then.
    private void tellWhetherEnded(String site, boolean ended) {
        if (!review.hasOthers() || toldEnded.contains(site) == ended) return;
        var _ = tellClocks(Long.MAX_VALUE);
        outlet.counted(Optional.empty(), new SiteTold(site, ended));
        if (ended) toldEnded.add(site);
        else toldEnded.remove(site);
    }

    private void settleStep() {
        int room = STEP_MAX;
        for (var sites = behind.iterator(); sites.hasNext() && room > 0; ) {
            room -= settleDue(sites.next(), room);
            if (room > 0) sites.remove();
        }
    }

    /// @return how many verdicts were due; fewer than `most` where none are left
    private int settleDue(String site, int most) {
        long complete = state.watermarks().of(site);
        List<Due> dues = state.waiting().takeDue(site, earlier(complete), most);
        for (int i = 0; i < dues.size(); i++) {
            Due due = dues.get(i);
            if (due.dueMicros() > earlier(complete)) { // a clock became known that calls for later SYNs
                for (Due later : dues.subList(i, dues.size())) wait(later);
                break;
            }
            review(site, due.dueMicros());
            settle(due.host(), due.verdicts(), List.of());
        }
        int found = dues.stream().mapToInt(due -> due.verdicts().size()).sum();
        if (found < most) {
            review(site, earlier(complete));
            tellWhetherEnded(site, complete == Long.MAX_VALUE);
        }
        return found;
    }

    /// Verdicts wait by the clocks as they were set, so that their order does not depend on when clocks became known:
    /// those that became known call for SYNs that much later.
    private long earlier(long completeMicros) {
        boolean bounded = completeMicros != Long.MAX_VALUE && completeMicros != Long.MIN_VALUE;
        return bounded ? completeMicros - review.correctionMicros() : completeMicros;
    }

    private void wait(Due due) {
        for (Verdict verdict : due.verdicts()) state.waiting().add(due.host(), verdict, due.dueMicros());
    }

    private void review(String site, long nowMicros) {
        var again = review.at(site, nowMicros);
        rules = review.rules();
        again.forEach(this::settleAnew);
    }

    /// Gives back the SYNs that these sessions were given by other clocks, and settles them by those that are known
    /// now.
    ///
    /// Those whose SYN is forgotten (J4) stay as they are.
    private void settleAnew(HostKey host, List<JoinedVerdict> again) {
        var known =
                around(host, again.stream().map(JoinedVerdict::verdict).toList(), micros(ClockSkew.MEASURED_UP_TO))
                        .stream()
                        .map(held -> held.fingerprint().origin())
                        .collect(Collectors.toSet());
        List<JoinedVerdict> joined = again.stream()
                .filter(each -> each.how() == How.CACHE
                        || each.partner()
                                .map(seen -> known.contains(seen.origin()))
                                .orElse(true))
                .toList();
        if (joined.isEmpty()) return;
        Set<String> sessions =
                joined.stream().map(each -> each.verdict().sessionId()).collect(Collectors.toSet());
        List<Verdict> verdicts = joined.stream().map(JoinedVerdict::verdict).toList();
        for (HeldSyn held : around(host, verdicts, micros(ClockSkew.MEASURED_UP_TO))) {
            boolean theirs = held.given()
                    .filter(given -> sessions.contains(given.sessionId()))
                    .isPresent();
            if (theirs) state.syns().put(host, HeldSyn.free(held.fingerprint()));
        }
        for (JoinedVerdict each : settled(host, List.of(), joined)) {
            tell(host, each);
            review.settledAnew(host, each);
        }
    }

    private List<HeldSyn> around(HostKey host, List<Verdict> verdicts, long furtherMicros) {
        long from = verdicts.stream().mapToLong(rules::neededFromMicros).min().orElseThrow();
        long to = verdicts.stream().mapToLong(rules::neededToMicros).max().orElseThrow();
        return state.syns().between(host, from - furtherMicros, to + furtherMicros);
    }

    private void settle(HostKey host, List<Verdict> verdicts, List<JoinedVerdict> unmatched) {
        for (JoinedVerdict joined : settled(host, verdicts, unmatched)) {
            tell(host, joined);
            review.settled(host, joined);
        }
    }

    private List<JoinedVerdict> settled(HostKey host, List<Verdict> verdicts, List<JoinedVerdict> before) {
        var concerned = Stream.concat(verdicts.stream(), before.stream().map(JoinedVerdict::verdict))
                .toList();
        var settlement = rules.settle(verdicts, before, around(host, concerned, 0), Long.MAX_VALUE);
        for (HeldSyn taken : settlement.taken()) state.syns().put(host, taken);
        return settlement.joined();
    }

    private void tell(HostKey host, JoinedVerdict joined) {
        counters.joined().increment();
        if (joined.how() == How.NONE || joined.how() == How.CACHE) { // its own SYN may still come (J6)
            counters.unmatched().increment();
            state.unmatched().put(host, joined);
        } else {
            state.unmatched().remove(host, joined);
        }
        outlet.joined(host, joined);
        outlet.counted(Optional.of(host), new Settled(joined));
    }

    private void endRound() {
        review.takeNews()
                .forEach((clocks, reading) -> outlet.counted(Optional.empty(), new ClocksCompared(clocks, reading)));
        if (isBehind()) return;
        long closed = state.watermarks().ofAll();
        forget(Math.min(closed, latestMicros));
        boolean mayChange = closed == Long.MAX_VALUE && review.isAwaiting();
        outlet.counted(Optional.empty(), new RoundEnded(mayChange ? Long.MIN_VALUE : closed));
    }

    /// Once in an hour of event time, what is too old for all that may come: in steps as well.
    private void forget(long completeMicros) {
        if (completeMicros == Long.MIN_VALUE || StoreKey.hour(completeMicros) == forgottenHour) return;
        long syns = state.syns().forget(rules, micros(plan.rules().keepSyn()), completeMicros);
        counters.forgottenSyns().add(syns);
        long unmatched = state.unmatched()
                .forgetBefore(completeMicros - micros(plan.rules().late()));
        long settled = state.settled().forgetBefore(completeMicros - micros(plan.settledKept()));
        isForgetting = state.syns().isForgetting() || Math.max(unmatched, settled) == OctetStore.REMOVED_AT_ONCE;
        if (!isForgetting) forgottenHour = StoreKey.hour(completeMicros);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
