package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.CountInput.ClocksCompared;
import dev.synoptic.gateway.join.CountInput.FoundMissing;
import dev.synoptic.gateway.join.CountInput.RoundEnded;
import dev.synoptic.gateway.join.CountInput.Settled;
import dev.synoptic.gateway.join.JoinInput.SourceAdvanced;
import dev.synoptic.gateway.join.JoinInput.SynSeen;
import dev.synoptic.gateway.join.JoinInput.VerdictGiven;
import dev.synoptic.gateway.join.WaitingVerdicts.Due;
import dev.synoptic.host.HostKey;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.join.ClockSkew;
import dev.synoptic.verdict.join.HeldSyn;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinRules;
import dev.synoptic.verdict.join.JoinedVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

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
/// records came: the result is that of the events, not of their travel.
final class JoinVerdicts implements Processor<HostKey, JoinInput, Object, Object> {

    private static final Duration SILENCE_CHECK = Duration.ofSeconds(1);

    private final JoinPlan plan;
    private final JoinRules asSet;
    private JoinRules rules;
    private final JoinCounters counters;
    private @Nullable Stores stores;

    /// The latest event time in any record: no watermark beyond it makes anything forgotten.
    private long latestMicros = Long.MIN_VALUE;

    private long forgottenHour = Long.MIN_VALUE;

    JoinVerdicts(JoinPlan plan, JoinCounters counters) {
        this.plan = plan;
        this.asSet = new JoinRules(plan.rules());
        this.rules = asSet;
        this.counters = counters;
    }

    /// What a started task has.
    private record Stores(
            ProcessorContext<Object, Object> context,
            HeldSyns syns,
            WaitingVerdicts waiting,
            UnmatchedVerdicts unmatched,
            SettledVerdicts settled,
            ClockReview review,
            Watermarks watermarks) {}

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        var syns = new HeldSyns(new OctetStore(context.getStateStore(HeldSyns.STORE)), plan.store());
        var review = new ClockReview(
                syns,
                new ReviewedVerdicts(new OctetStore(context.getStateStore(ReviewedVerdicts.STORE))),
                new ClockWatch(new OctetStore(context.getStateStore(ClockWatch.STORE))),
                asSet);
        rules = review.rules();
        stores = new Stores(
                context,
                syns,
                new WaitingVerdicts(new OctetStore(context.getStateStore(WaitingVerdicts.STORE))),
                new UnmatchedVerdicts(new OctetStore(context.getStateStore(UnmatchedVerdicts.STORE))),
                new SettledVerdicts(new OctetStore(context.getStateStore(SettledVerdicts.STORE))),
                review,
                new Watermarks(context.getStateStore(Watermarks.STORE), plan, context.currentSystemTimeMs()));
        context.schedule(SILENCE_CHECK, PunctuationType.WALL_CLOCK_TIME, this::noticeSilence);
    }

    @Override
    public void process(Record<HostKey, JoinInput> record) {
        switch (record.value()) {
            case SynSeen(var fingerprint) -> seen(record.key(), fingerprint);
            case VerdictGiven(var verdict) -> given(record.key(), verdict);
            case SourceAdvanced advanced -> {
                note(advanced);
                advanced(advanced.progress());
            }
        }
        endRound();
    }

    private void seen(HostKey host, Fingerprint syn) {
        counters.syns().increment();
        latestMicros = Math.max(latestMicros, syn.capturedMicros());
        if (!stores().syns().add(host, syn)) counters.refusedSyns().increment();
        List<JoinedVerdict> unmatched = stores().unmatched().near(host, syn.capturedMicros());
        if (!unmatched.isEmpty()) settle(host, List.of(), unmatched);
    }

    private void given(HostKey host, Verdict verdict) {
        counters.verdicts().increment();
        latestMicros = Math.max(latestMicros, verdict.openMicros());
        var before = stores().settled().find(host, verdict);
        if (before.isPresent() && before.get().verdictRevision() >= verdict.revision()) {
            counters.repeated().increment();
            return;
        }
        if (rules.neededToMicros(verdict) <= stores().watermarks().of(verdict.site())) {
            settle(host, List.of(verdict), List.of());
        } else {
            stores().waiting().add(host, verdict, asSet.neededToMicros(verdict));
        }
    }

    /// Progress stands in every partition; what it says is missing is counted in the first alone.
    private void note(SourceAdvanced advanced) {
        if (stores().context().taskId().partition() != 0) return;
        var progress = advanced.progress();
        var missing = stores().watermarks().missingBefore(progress, advanced.isCapture());
        if (missing.isNothing()) return;
        long micros = progress.progress().watermarkMicros();
        boolean dated = micros != Long.MIN_VALUE && micros != Long.MAX_VALUE;
        var found = new FoundMissing(
                EnrolledSource.of(progress), dated || latestMicros == Long.MIN_VALUE ? micros : latestMicros, missing);
        stores().context().forward(new Record<>(null, found, timestampMillis()), JoinTopology.COUNT);
    }

    private void advanced(SourceProgress progress) {
        settleDue(stores().watermarks().advance(progress, stores().context().currentSystemTimeMs()));
    }

    private void noticeSilence(long nowMillis) {
        int silent = stores().watermarks()
                .silenceSince(nowMillis - plan.sourceTimeout().toMillis());
        if (silent == 0) return;
        counters.silentSources().add(silent);
        settleDue(stores().watermarks().sites());
        endRound();
    }

    private void settleDue(Set<String> sites) {
        for (String site : sites) {
            long complete = stores().watermarks().of(site);
            List<Due> dues = stores().waiting().takeDue(site, earlier(complete));
            for (int i = 0; i < dues.size(); i++) {
                Due due = dues.get(i);
                if (due.dueMicros() > earlier(complete)) { // a clock became known that calls for later SYNs
                    for (Due later : dues.subList(i, dues.size())) wait(later);
                    break;
                }
                review(site, due.dueMicros());
                settle(due.host(), due.verdicts(), List.of());
            }
            review(site, earlier(complete));
        }
    }

    /// Verdicts wait by the clocks as they were set, so that their order does not depend on when clocks became known:
    /// those that became known call for SYNs that much later.
    private long earlier(long completeMicros) {
        boolean bounded = completeMicros != Long.MAX_VALUE && completeMicros != Long.MIN_VALUE;
        return bounded ? completeMicros - stores().review().correctionMicros() : completeMicros;
    }

    private void wait(Due due) {
        for (Verdict verdict : due.verdicts()) stores().waiting().add(due.host(), verdict, due.dueMicros());
    }

    private void review(String site, long nowMicros) {
        var again = stores().review().at(site, nowMicros);
        rules = stores().review().rules();
        again.forEach(this::settleAnew);
    }

    /// Gives back the SYNs that these sessions were given by other clocks, and settles them by those that are known
    /// now.
    private void settleAnew(HostKey host, List<JoinedVerdict> joined) {
        Set<String> sessions =
                joined.stream().map(each -> each.verdict().sessionId()).collect(Collectors.toSet());
        List<Verdict> verdicts = joined.stream().map(JoinedVerdict::verdict).toList();
        for (HeldSyn held : around(host, verdicts, micros(ClockSkew.MEASURED_UP_TO))) {
            boolean theirs = held.given()
                    .filter(given -> sessions.contains(given.sessionId()))
                    .isPresent();
            if (theirs) stores().syns().put(host, HeldSyn.free(held.fingerprint()));
        }
        settle(host, List.of(), joined);
    }

    private List<HeldSyn> around(HostKey host, List<Verdict> verdicts, long furtherMicros) {
        long from = verdicts.stream().mapToLong(rules::neededFromMicros).min().orElseThrow();
        long to = verdicts.stream().mapToLong(rules::neededToMicros).max().orElseThrow();
        return stores().syns().between(host, from - furtherMicros, to + furtherMicros);
    }

    private void settle(HostKey host, List<Verdict> verdicts, List<JoinedVerdict> unmatched) {
        for (JoinedVerdict joined : settled(host, verdicts, unmatched)) {
            tell(host, joined);
            stores().review().settled(host, joined);
        }
    }

    private List<JoinedVerdict> settled(HostKey host, List<Verdict> verdicts, List<JoinedVerdict> before) {
        var concerned = Stream.concat(verdicts.stream(), before.stream().map(JoinedVerdict::verdict))
                .toList();
        var settlement = rules.settle(verdicts, before, around(host, concerned, 0), Long.MAX_VALUE);
        for (HeldSyn taken : settlement.taken()) stores().syns().put(host, taken);
        return settlement.joined();
    }

    private void tell(HostKey host, JoinedVerdict joined) {
        counters.joined().increment();
        if (joined.how() == How.NONE || joined.how() == How.CACHE) { // its own SYN may still come (J6)
            counters.unmatched().increment();
            stores().unmatched().put(host, joined);
        } else {
            stores().unmatched().remove(host, joined);
        }
        stores().context().forward(new Record<>(host, joined, timestampMillis()), JoinTopology.JOINED);
        stores().context().forward(new Record<>(host, new Settled(joined), timestampMillis()), JoinTopology.COUNT);
    }

    private void endRound() {
        long closed = stores().watermarks().ofAll();
        forget(Math.min(closed, latestMicros));
        stores().review()
                .takeNews()
                .forEach((clocks, reading) -> stores().context()
                        .forward(
                                new Record<>(null, new ClocksCompared(clocks, reading), timestampMillis()),
                                JoinTopology.COUNT));
        stores().context().forward(new Record<>(null, new RoundEnded(closed), timestampMillis()), JoinTopology.COUNT);
    }

    /// For records that go out; the broker puts its own in its place. None has come in yet where Streams says -1.
    private long timestampMillis() {
        return Math.max(0, stores().context().currentStreamTimeMs());
    }

    /// Once in an hour of event time, what is too old for all that may come.
    private void forget(long completeMicros) {
        if (completeMicros == Long.MIN_VALUE || StoreKey.hour(completeMicros) == forgottenHour) return;
        forgottenHour = StoreKey.hour(completeMicros);
        long syns = stores().syns()
                .forgetBefore(completeMicros - micros(plan.rules().keepSyn()));
        counters.forgottenSyns().add(syns);
        stores().unmatched().forgetBefore(completeMicros - micros(plan.rules().late()));
        stores().settled().forgetBefore(completeMicros - micros(plan.settledKept()));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private Stores stores() {
        if (stores == null) throw new IllegalStateException("not started");
        return stores;
    }
}
