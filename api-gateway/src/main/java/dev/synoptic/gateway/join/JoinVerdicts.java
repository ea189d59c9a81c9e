package dev.synoptic.gateway.join;

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
import dev.synoptic.verdict.join.HeldSyn;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinRules;
import dev.synoptic.verdict.join.JoinedVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
/// Verdicts are settled in the order in which they become due, however far a watermark jumps and in whatever order
/// records came: the result is that of the events, not of their travel.
final class JoinVerdicts implements Processor<HostKey, JoinInput, Object, Object> {

    private static final Duration SILENCE_CHECK = Duration.ofSeconds(1);

    private final JoinPlan plan;
    private final JoinRules rules;
    private final JoinCounters counters;
    private @Nullable Stores stores;

    /// The latest event time in any record: no watermark beyond it makes anything forgotten.
    private long latestMicros = Long.MIN_VALUE;

    private long forgottenHour = Long.MIN_VALUE;

    JoinVerdicts(JoinPlan plan, JoinCounters counters) {
        this.plan = plan;
        this.rules = new JoinRules(plan.rules());
        this.counters = counters;
    }

    /// What a started task has.
    private record Stores(
            ProcessorContext<Object, Object> context,
            HeldSyns syns,
            WaitingVerdicts waiting,
            UnmatchedVerdicts unmatched,
            SettledVerdicts settled,
            Watermarks watermarks) {}

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        stores = new Stores(
                context,
                new HeldSyns(new OctetStore(context.getStateStore(HeldSyns.STORE))),
                new WaitingVerdicts(new OctetStore(context.getStateStore(WaitingVerdicts.STORE))),
                new UnmatchedVerdicts(new OctetStore(context.getStateStore(UnmatchedVerdicts.STORE))),
                new SettledVerdicts(new OctetStore(context.getStateStore(SettledVerdicts.STORE))),
                new Watermarks(
                        new OctetStore(context.getStateStore(Watermarks.STORE)), plan, context.currentSystemTimeMs()));
        context.schedule(SILENCE_CHECK, PunctuationType.WALL_CLOCK_TIME, this::noticeSilence);
    }

    @Override
    public void process(Record<HostKey, JoinInput> record) {
        switch (record.value()) {
            case SynSeen(var fingerprint) -> seen(record.key(), fingerprint);
            case VerdictGiven(var verdict) -> given(record.key(), verdict);
            case SourceAdvanced(var progress) -> advanced(progress);
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
        long due = rules.neededToMicros(verdict);
        if (due <= stores().watermarks().of(verdict.site())) {
            settle(host, List.of(verdict), List.of());
        } else {
            stores().waiting().add(host, verdict, due);
        }
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
            for (Due due :
                    stores().waiting().takeDue(site, stores().watermarks().of(site))) {
                settle(due.host(), due.verdicts(), List.of());
            }
        }
    }

    private void settle(HostKey host, List<Verdict> verdicts, List<JoinedVerdict> unmatched) {
        var concerned = Stream.concat(verdicts.stream(), unmatched.stream().map(JoinedVerdict::verdict))
                .toList();
        long from = concerned.stream().mapToLong(rules::neededFromMicros).min().orElseThrow();
        long to = concerned.stream().mapToLong(rules::neededToMicros).max().orElseThrow();
        var syns = stores().syns().between(host, from, to);
        var settlement = rules.settle(verdicts, unmatched, syns, Long.MAX_VALUE);
        for (HeldSyn taken : settlement.taken()) stores().syns().put(host, taken);
        for (JoinedVerdict joined : settlement.joined()) tell(host, joined);
    }

    private void tell(HostKey host, JoinedVerdict joined) {
        counters.joined().increment();
        if (joined.how() == How.NONE) {
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
