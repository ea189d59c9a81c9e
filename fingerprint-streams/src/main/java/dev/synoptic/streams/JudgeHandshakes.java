package dev.synoptic.streams;

import dev.synoptic.flow.HandshakeEvent.Completion;
import dev.synoptic.flow.HandshakeEvent.HttpHead;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.flow.HandshakeEvent.SynAck;
import dev.synoptic.flow.HandshakeEvent.TimestampSample;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.Origin;
import dev.synoptic.host.HostKey;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.FingerprintMessage.Advanced;
import dev.synoptic.schemas.FingerprintMessage.Judged;
import dev.synoptic.schemas.SourceProgress;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/// Judges each SYN at once, provisionally, and again when its client proves real; passes progress on in its
/// place.
final class JudgeHandshakes extends ContextualProcessor<HostKey, HandshakeRecord, HostKey, Placed<FingerprintMessage>> {

    /// Makes one for each partition.
    record Supplier(Judge judge, Stores kept, StreamsCounters counters)
            implements ProcessorSupplier<HostKey, HandshakeRecord, HostKey, Placed<FingerprintMessage>> {
        @Override
        public Processor<HostKey, HandshakeRecord, HostKey, Placed<FingerprintMessage>> get() {
            return new JudgeHandshakes(judge, kept.limits(), counters);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(kept.pendingSyns());
        }
    }

    private final Judge judge;
    private final StoreLimits limits;
    private final StreamsCounters counters;
    private PendingSyns pending;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private JudgeHandshakes(Judge judge, StoreLimits limits, StreamsCounters counters) {
        this.judge = judge;
        this.limits = limits;
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<HostKey, Placed<FingerprintMessage>> context) {
        super.init(context);
        pending = new PendingSyns(context.getStateStore(Stores.PENDING_SYNS), limits);
    }

    @Override
    public void process(Record<HostKey, HandshakeRecord> record) {
        var handshake = record.value();
        switch (handshake.event()) {
            case Syn syn -> {
                counters.add(StreamsCounter.PENDING_EVICTED, pending.add(handshake, syn));
                forward(record, judge.judge(handshake, syn, false));
            }
            case SynAck synAck -> forward(record, judge.judge(handshake, synAck));
            case Completion completion -> complete(record, completion);
            case Progress progress -> advance(record, progress);
            case TimestampSample _ -> {} // beside: FollowClocks
            case HttpHead _ -> counters.count(StreamsCounter.HEADS_NOT_FOLDED);
        }
    }

    private void complete(Record<HostKey, HandshakeRecord> record, Completion completion) {
        var opening = pending.take(record.value().origin(), completion);
        if (opening.isPresent() && opening.get().event() instanceof Syn syn) {
            counters.count(StreamsCounter.COMPLETED);
            forward(record, judge.judge(opening.get(), syn, true));
        } else {
            counters.count(StreamsCounter.COMPLETIONS_WITHOUT_SYN);
        }
    }

    private void advance(Record<HostKey, HandshakeRecord> record, Progress progress) {
        Origin origin = record.value().origin();
        counters.add(StreamsCounter.PENDING_EXPIRED, pending.expire(origin, progress.watermarkMicros()));
        forward(record, new Advanced(new SourceProgress(origin, progress)));
    }

    private void forward(Record<HostKey, HandshakeRecord> record, Fingerprint fingerprint) {
        counters.count(StreamsCounter.JUDGED);
        if (fingerprint.judgement().match().isEmpty()) counters.count(StreamsCounter.UNEXPLAINED);
        forward(record, new Judged(fingerprint));
    }

    private void forward(Record<HostKey, HandshakeRecord> record, FingerprintMessage message) {
        int partition = context().recordMetadata().orElseThrow().partition();
        context().forward(record.withValue(new Placed<>(partition, message)));
    }
}
