package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.Contribution.Group;
import dev.synoptic.gateway.join.CountInput.ClocksCompared;
import dev.synoptic.gateway.join.CountInput.RoundEnded;
import dev.synoptic.gateway.join.CountInput.Settled;
import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.RatioMessage.Closed;
import dev.synoptic.schemas.RatioMessage.Counted;
import dev.synoptic.schemas.RatioMessage.Sent;
import dev.synoptic.schemas.RatioMessage.Timed;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.SenderCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Counts what was settled in this partition, and takes back what was corrected.
///
/// All that one input record settles is summed first and leaves as one row per window and group, and in the same
/// transaction as its results: counts are neither lost nor doubled.
final class CountRatios implements Processor<HostKey, CountInput, Object, Object> {

    static final String STORE = "ratio-counts";

    private final JoinPlan plan;
    private final JoinCounters counters;
    private final Map<RatioKey, RatioCounts> changes = new LinkedHashMap<>();
    private final Map<RatioKey, SenderCounts> senderChanges = new LinkedHashMap<>();
    private @Nullable Stores stores;
    private long closedMicros = Long.MIN_VALUE;

    CountRatios(JoinPlan plan, JoinCounters counters) {
        this.plan = plan;
        this.counters = counters;
    }

    private record Stores(
            ProcessorContext<Object, Object> context,
            int partition,
            SettledVerdicts settled,
            OctetStore counts,
            SenderDays senders) {}

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        stores = new Stores(
                context,
                context.taskId().partition(),
                new SettledVerdicts(new OctetStore(context.getStateStore(SettledVerdicts.STORE))),
                new OctetStore(context.getStateStore(STORE)),
                new SenderDays(new OctetStore(context.getStateStore(SenderDays.STORE))));
    }

    @Override
    public void process(Record<HostKey, CountInput> record) {
        switch (record.value()) {
            case Settled(var joined) -> count(record.key(), joined);
            case ClocksCompared(var clocks, var reading) ->
                forward(key(clocks), new Timed(reading), record.timestamp());
            case RoundEnded(long closed) -> {
                changes.forEach((key, change) -> tell(key, change, record.timestamp()));
                changes.clear();
                senderChanges.forEach((key, change) -> tellSenders(key, change, record.timestamp()));
                senderChanges.clear();
                tellClosed(closed, record.timestamp());
            }
        }
    }

    private void count(HostKey host, JoinedVerdict joined) {
        Optional<Contribution> before = stores().settled().find(host, joined.verdict());
        if (before.filter(contribution -> contribution.covers(joined)).isPresent()) return;
        var now = Contribution.of(joined, plan);
        before.ifPresent(old -> {
            counters.revised().increment();
            change(host, old, RatioCounts.ZERO.minus(old.counts()));
        });
        change(host, now, now.counts());
        stores().settled().put(host, joined.verdict(), now);
    }

    private void change(HostKey host, Contribution contribution, RatioCounts by) {
        OsName name = contribution.name();
        for (RatioWindow window : RatioWindow.values()) {
            var flavor = new Group(RatioKey.FLAVOR, name.family(), name.flavor());
            changes.merge(key(window, contribution, flavor), by, RatioCounts::plus);
        }
        for (Group group : contribution.groups()) {
            changes.merge(key(RatioWindow.DAY, contribution, group), by, RatioCounts::plus);
        }
        var senders = key(RatioWindow.DAY, contribution, new Group(RatioKey.SENDERS, name.family(), name.flavor()));
        senderChanges.merge(senders, stores().senders().add(senders, host, by), SenderCounts::plus);
    }

    private RatioKey key(ClockWatch.Watched clocks) {
        return RatioKey.clock(
                clocks.site(),
                clocks.pair().host(),
                clocks.pair().agent(),
                plan.versions().text(),
                stores().partition());
    }

    private RatioKey key(RatioWindow window, Contribution contribution, Group group) {
        return new RatioKey(
                window.startMicros(contribution.micros()),
                window.seconds(),
                contribution.site(),
                group.dimension(),
                group.within(),
                group.name(),
                contribution.rules(),
                stores().partition());
    }

    private void tellSenders(RatioKey key, SenderCounts change, long timestamp) {
        if (change.isZero()) return;
        Bytes stored = Bytes.wrap(Codecs.RATIO_KEY.encode(key));
        byte[] before = stores().counts().entries().get(stored);
        var now = before == null
                ? change
                : Contribution.senders(Codecs.RATIO.decode(before)).plus(change);
        keep(key, stored, now.isZero() ? null : new Sent(now), timestamp);
    }

    private void tell(RatioKey key, RatioCounts change, long timestamp) {
        if (change.isZero()) return;
        Bytes stored = Bytes.wrap(Codecs.RATIO_KEY.encode(key));
        byte[] before = stores().counts().entries().get(stored);
        var now = before == null
                ? change
                : Contribution.counts(Codecs.RATIO.decode(before)).plus(change);
        keep(key, stored, now.isZero() ? null : new Counted(now), timestamp);
    }

    private void keep(RatioKey key, Bytes stored, @Nullable RatioMessage now, long timestamp) {
        if (now == null) stores().counts().entries().delete(stored);
        else stores().counts().entries().put(stored, Codecs.RATIO.encode(now));
        forward(key, now, timestamp);
    }

    private void tellClosed(long closed, long timestamp) {
        if (closed <= closedMicros) return;
        if (closed != Long.MAX_VALUE && StoreKey.hour(closed) != StoreKey.hour(closedMicros)) {
            stores().senders().forgetBefore(closed - plan.settledKept().toNanos() / 1_000);
        }
        closedMicros = closed;
        var key = RatioKey.progress(plan.versions().text(), stores().partition());
        forward(key, new Closed(closed, closed == Long.MAX_VALUE), timestamp);
    }

    private void forward(RatioKey key, @Nullable Object value, long timestamp) {
        stores().context().forward(new Record<>(key, value, timestamp), JoinTopology.RATIOS);
    }

    private Stores stores() {
        if (stores == null) throw new IllegalStateException("not started");
        return stores;
    }
}
