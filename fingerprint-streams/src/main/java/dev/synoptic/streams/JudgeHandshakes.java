package dev.synoptic.streams;

import dev.synoptic.flow.HandshakeEvent.Completion;
import dev.synoptic.flow.HandshakeEvent.HttpHead;
import dev.synoptic.flow.HandshakeEvent.Judging;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.flow.HandshakeEvent.SynAck;
import dev.synoptic.flow.HandshakeEvent.TimestampSample;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.Origin;
import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.FingerprintMessage.Advanced;
import dev.synoptic.schemas.FingerprintMessage.Judged;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.schemas.store.CommitStore;
import dev.synoptic.streams.Judge.Verdict;
import dev.synoptic.streams.JudgeOutput.Completed;
import dev.synoptic.streams.JudgeOutput.Head;
import dev.synoptic.streams.JudgeOutput.News;
import dev.synoptic.streams.JudgeOutput.Passed;
import dev.synoptic.streams.JudgeOutput.Published;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/// Judges each SYN at once, provisionally, and again when its client proves real; passes progress on in its place.
///
/// Whoever's clock is wrong is judged like all others, but changes no host and drives nothing on.
final class JudgeHandshakes extends ContextualProcessor<HostKey, HandshakeRecord, HostKey, JudgeOutput> {

    /// Makes one for each partition.
    record Supplier(Judges judges, Stores kept, StreamsCounters counters)
            implements ProcessorSupplier<HostKey, HandshakeRecord, HostKey, JudgeOutput> {
        @Override
        public Processor<HostKey, HandshakeRecord, HostKey, JudgeOutput> get() {
            return new JudgeHandshakes(this);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(kept.pendingSyns(), kept.judging());
        }
    }

    private final Supplier settings;
    private final StreamsCounters counters;
    private PendingSyns pending;
    private CurrentJudge judge;
    private WrongClocks clocks;
    private HeldBack heldBack;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private JudgeHandshakes(Supplier settings) {
        this.settings = settings;
        this.counters = settings.counters();
    }

    @Override
    public void init(ProcessorContext<HostKey, JudgeOutput> context) {
        super.init(context);
        var kept = settings.kept();
        heldBack = new HeldBack(context, this::publishProvisionally);
        CommitStore<Bytes, HandshakeRecord> syns = context.getStateStore(Stores.PENDING_SYNS);
        syns.telling(new CommitStore.Commit<>() {
            @Override
            public void committing() {
                heldBack.releaseBetweenRecords();
            }
        });
        pending = new PendingSyns(syns, kept.limits());
        judge = new CurrentJudge(settings.judges(), context.getStateStore(Stores.JUDGING), counters);
        clocks = new WrongClocks(kept.memory(), kept.limits().instances(), counters);
    }

    @Override
    public void process(Record<HostKey, HandshakeRecord> record) {
        var handshake = record.value();
        boolean believed = clocks.isRight(handshake, record.timestamp());
        switch (handshake.event()) {
            case Syn syn -> open(record, syn, believed);
            case SynAck synAck -> tell(record, judge.bench().judge(handshake, synAck), believed);
            case Completion completion -> complete(record, completion, believed);
            case Progress progress -> advance(record, progress, believed);
            case TimestampSample _ -> pass(record, new Passed(handshake), believed);
            case HttpHead head -> read(record, head, believed);
            case Judging judging -> {
                heldBack.release();
                judge.switchTo(judging.database());
            }
        }
    }

    private void open(Record<HostKey, HandshakeRecord> record, Syn syn, boolean believed) {
        var key = PendingSyns.key(record.value(), syn);
        counters.add(StreamsCounter.PENDING_EVICTED, pending.add(key, record.value()));
        heldBack.open(key, record);
        pass(record, new Passed(record.value()), believed);
    }

    private void publishProvisionally(Record<HostKey, HandshakeRecord> record) {
        if (record.value().event() instanceof Syn syn) {
            publish(record, judge.bench().judge(record.value(), syn, false));
        }
    }

    private void complete(Record<HostKey, HandshakeRecord> record, Completion completion, boolean believed) {
        var key = PendingSyns.key(record.value().origin(), completion);
        var opening = pending.take(key);
        if (opening.isPresent() && opening.get().event() instanceof Syn syn) {
            counters.count(StreamsCounter.COMPLETED);
            if (heldBack.complete(key)) counters.count(StreamsCounter.COMPLETED_AT_ONCE);
            tell(record, judge.bench().judge(opening.get(), syn, true), believed);
        } else {
            counters.count(StreamsCounter.COMPLETIONS_WITHOUT_SYN);
        }
    }

    private void advance(Record<HostKey, HandshakeRecord> record, Progress progress, boolean believed) {
        if (!believed) return;
        Origin origin = record.value().origin();
        counters.add(StreamsCounter.PENDING_EXPIRED, pending.expire(origin, progress.watermarkMicros()));
        heldBack.release();
        forward(record, new Advanced(new SourceProgress(origin, progress)));
        pass(record, new Passed(record.value()), true);
    }

    private void read(Record<HostKey, HandshakeRecord> record, HttpHead head, boolean believed) {
        var judged = judge.bench().judge(record.value(), head);
        if (judged.isPresent()) pass(record, new Head(judged.get()), believed);
        else counters.count(StreamsCounter.HEADS_UNREADABLE);
    }

    private void tell(Record<HostKey, HandshakeRecord> record, Verdict verdict, boolean believed) {
        count(verdict);
        if (believed) pass(record, new Completed(verdict.fingerprint(), verdict.tool()), true); // published from there
        else forward(record, new Judged(verdict.fingerprint()));
    }

    private void publish(Record<HostKey, HandshakeRecord> record, Verdict verdict) {
        count(verdict);
        forward(record, new Judged(verdict.fingerprint()));
    }

    private void count(Verdict verdict) {
        counters.count(StreamsCounter.JUDGED);
        if (verdict.fingerprint().judgement().match().isEmpty()) counters.count(StreamsCounter.UNEXPLAINED);
    }

    private void forward(Record<HostKey, HandshakeRecord> record, FingerprintMessage message) {
        int partition = context().taskId().partition();
        context().forward(record.withValue(new Published(partition, message)), FingerprintTopology.FINGERPRINTS);
    }

    private void pass(Record<HostKey, HandshakeRecord> record, News news, boolean believed) {
        if (believed) context().forward(record.withValue(news), FingerprintTopology.REMEMBER);
    }
}
