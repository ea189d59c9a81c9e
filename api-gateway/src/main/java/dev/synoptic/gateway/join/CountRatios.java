package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.CountInput.ClocksCompared;
import dev.synoptic.gateway.join.CountInput.ClocksTold;
import dev.synoptic.gateway.join.CountInput.FoundMissing;
import dev.synoptic.gateway.join.CountInput.RoundEnded;
import dev.synoptic.gateway.join.CountInput.Settled;
import dev.synoptic.gateway.join.CountInput.SiteTold;
import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.RatioMessage.Closed;
import dev.synoptic.schemas.RatioMessage.Compared;
import dev.synoptic.schemas.RatioMessage.Missed;
import dev.synoptic.schemas.RatioMessage.Timed;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.schemas.store.CommitStore;
import dev.synoptic.verdict.ratio.Missing;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// Counts what was settled in this partition, and takes back what was corrected.
///
/// All that is settled between two commits is summed first and leaves as one row per window and group, in the same
/// transaction as its results: counts are neither lost nor doubled.
final class CountRatios implements Processor<HostKey, CountInput, Object, Object> {

    static final String STORE = "ratio-counts";

    private final JoinPlan plan;
    private final JoinCounters counters;
    private @Nullable Kept stores;
    private long closedMicros = Long.MIN_VALUE;
    private long forgottenHour = Long.MIN_VALUE;
    private long toldClosedMicros = Long.MIN_VALUE;

    CountRatios(JoinPlan plan, JoinCounters counters) {
        this.plan = plan;
        this.counters = counters;
    }

    private record Kept(
            ProcessorContext<Object, Object> context,
            int partition,
            Tally tally,
            CommitStore<RatioKey, RatioMessage> counts,
            SenderDays senders) {}

    /// The counts: each verdict changes some ten of them, and many verdicts the same.
    static StoreBuilder<CommitStore<RatioKey, RatioMessage>> counts() {
        var octets = Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(STORE), Topics.RATIOS.keys(), Serdes.ByteArray());
        return new CommitStore.Builder<>(octets, new CommitStore.Shape<>(Codecs.RATIO::encode, Codecs.RATIO::decode));
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        CommitStore<RatioKey, RatioMessage> counts = context.getStateStore(STORE);
        int partition = context.taskId().partition();
        var settled = new SettledVerdicts(new OctetStore(context.getStateStore(SettledVerdicts.STORE)));
        var senders = new SenderDays(new OctetStore(context.getStateStore(SenderDays.STORE)));
        var receivers = Receivers.of(counts, counters.unnamed());
        var tally = new Tally(plan, partition, new KeptRows(counts), settled, senders, receivers);
        counts.telling(new Leaving(context));
        stores = new Kept(context, partition, tally, counts, senders);
    }

    private final class KeptRows implements Tally.Rows {

        private final CommitStore<RatioKey, RatioMessage> counts;

        KeptRows(CommitStore<RatioKey, RatioMessage> counts) {
            this.counts = counts;
        }

        @Override
        public Optional<RatioMessage> get(RatioKey key) {
            return counts.get(key);
        }

        @Override
        public void keep(RatioKey key, Optional<RatioMessage> now) {
            CountRatios.this.keep(key, now);
        }
    }

    @Override
    public void process(Record<HostKey, CountInput> record) {
        switch (record.value()) {
            case Settled(var joined) -> {
                if (stores().tally().count(record.key(), joined))
                    counters.revised().increment();
            }
            case ClocksCompared(var clocks, var reading) ->
                forward(key(clocks), new Timed(reading), record.timestamp());
            case ClocksTold(var clocks, var differences) -> {
                var pair = clocks.pair();
                var key = RatioKey.differences(clocks.site(), pair.host(), pair.agent(), stores().partition());
                forward(key, new Compared(differences), record.timestamp());
            }
            case SiteTold(String site, boolean ended) -> {
                long told = ended ? Long.MAX_VALUE : Long.MIN_VALUE;
                forward(RatioKey.told(site, stores().partition()), new Closed(told, ended), record.timestamp());
            }
            case FoundMissing(var source, long micros, var missing) -> addMissing(source, micros, missing);
            case RoundEnded(long closed) -> close(closed);
        }
    }

    private void addMissing(EnrolledSource source, long micros, Missing missing) {
        boolean dated = micros != Long.MIN_VALUE && micros != Long.MAX_VALUE;
        for (RatioWindow window : RatioWindow.values()) {
            if (!dated && window != RatioWindow.TOTAL) continue;
            var key = new RatioKey(
                    window.startMicros(micros),
                    window.seconds(),
                    source.site(),
                    RatioKey.MISSING,
                    source.agent(),
                    source.source(),
                    plan.versions().text(),
                    stores().partition());
            var now = stores().counts()
                    .get(key)
                    .map(before -> Contribution.missing(before).plus(missing))
                    .orElse(missing);
            keep(key, Optional.of(new Missed(now)));
        }
    }

    private RatioKey key(ClockWatch.Watched clocks) {
        return RatioKey.clock(
                clocks.site(),
                clocks.pair().host(),
                clocks.pair().agent(),
                plan.versions().text(),
                stores().partition());
    }

    /// What has become nothing is gone at once; everything else leaves at the commit.
    private void keep(RatioKey key, Optional<RatioMessage> now) {
        if (now.isPresent()) {
            stores().counts().put(key, now.get());
        } else {
            stores().counts().delete(key);
            forward(key, null, timestampMillis());
        }
    }

    private void close(long closed) {
        closedMicros = Math.max(closed, closedMicros);
        if (closed == Long.MIN_VALUE || closed == Long.MAX_VALUE || StoreKey.hour(closed) == forgottenHour) return;
        long forgotten =
                stores().senders().forgetBefore(closed - plan.settledKept().toNanos() / 1_000);
        if (forgotten < OctetStore.REMOVED_AT_ONCE) forgottenHour = StoreKey.hour(closed);
    }

    /// For records that go out; the broker puts its own in its place.
    private long timestampMillis() {
        return Math.max(0, stores().context().currentStreamTimeMs());
    }

    /// Sends the rows that have changed, and then how far they are closed.
    private final class Leaving implements CommitStore.Commit<RatioKey, RatioMessage> {

        private final AtCommit outlet;

        Leaving(ProcessorContext<Object, Object> context) {
            this.outlet = new AtCommit(context);
        }

        @Override
        public void writing(RatioKey key, RatioMessage value) {
            outlet.forward(new Record<>(key, value, timestampMillis()), JoinTopology.RATIOS);
        }

        @Override
        public void written() {
            if (closedMicros <= toldClosedMicros) return;
            toldClosedMicros = closedMicros;
            var key = RatioKey.progress(plan.versions().text(), stores().partition());
            writing(key, new Closed(closedMicros, closedMicros == Long.MAX_VALUE));
        }
    }

    private void forward(RatioKey key, @Nullable Object value, long timestamp) {
        stores().context().forward(new Record<>(key, value, timestamp), JoinTopology.RATIOS);
    }

    private Kept stores() {
        if (stores == null) throw new IllegalStateException("not started");
        return stores;
    }
}
