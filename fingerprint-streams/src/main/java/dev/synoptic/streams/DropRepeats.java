package dev.synoptic.streams;

import dev.synoptic.flow.HandshakeEvent.Judging;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.ReplayHeader;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/// Passes on each raw record once (design §4); progress always, since saying it twice changes nothing.
final class DropRepeats extends ContextualProcessor<HostKey, HandshakeRecord, HostKey, HandshakeRecord> {

    /// Makes one for each partition.
    record Supplier(Stores kept, StreamsCounters counters)
            implements ProcessorSupplier<HostKey, HandshakeRecord, HostKey, HandshakeRecord> {
        @Override
        public Processor<HostKey, HandshakeRecord, HostKey, HandshakeRecord> get() {
            return new DropRepeats(kept.limits().instances(), counters);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(kept.highWaters());
        }
    }

    private final int instancesMax;
    private final StreamsCounters counters;
    private HighWaters highWaters;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private DropRepeats(int instancesMax, StreamsCounters counters) {
        this.instancesMax = instancesMax;
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<HostKey, HandshakeRecord> context) {
        super.init(context);
        highWaters = new HighWaters(context.getStateStore(Stores.HIGH_WATERS), instancesMax);
    }

    @Override
    public void process(Record<HostKey, HandshakeRecord> record) {
        if (record.value().event() instanceof Progress || record.value().event() instanceof Judging) {
            counters.count(StreamsCounter.PROGRESS);
            context().forward(record);
        } else if (isNew(record.value(), record.headers())) {
            counters.count(StreamsCounter.RECORDS);
            context().forward(record);
        } else {
            counters.count(StreamsCounter.REPEATS);
        }
    }

    private boolean isNew(HandshakeRecord record, Headers headers) {
        long offset = context().recordMetadata().orElseThrow().offset();
        var replayed = ReplayHeader.readFrom(headers);
        boolean raised = replayed.isPresent()
                ? highWaters.raiseReplayed(replayed.get(), offset)
                : highWaters.raise(record.origin(), offset);
        if (raised) counters.add(StreamsCounter.INSTANCES_EVICTED, highWaters.trim());
        return raised;
    }
}
