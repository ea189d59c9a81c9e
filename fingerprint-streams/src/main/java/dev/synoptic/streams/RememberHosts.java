package dev.synoptic.streams;

import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.FingerprintMessage.Judged;
import dev.synoptic.schemas.HostHeaders;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/// Folds completed handshakes into what is known of their hosts; a SYN alone changes nothing, anyone can
/// forge
/// one.
final class RememberHosts extends ContextualProcessor<HostKey, Placed<FingerprintMessage>, HostKey, HostState> {

    /// Makes one for each partition.
    record Supplier(Stores kept, StreamsCounters counters)
            implements ProcessorSupplier<HostKey, Placed<FingerprintMessage>, HostKey, HostState> {
        @Override
        public Processor<HostKey, Placed<FingerprintMessage>, HostKey, HostState> get() {
            return new RememberHosts(counters);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(kept.hosts());
        }
    }

    private final StreamsCounters counters;
    private KeyValueStore<HostKey, HostState> hosts;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private RememberHosts(StreamsCounters counters) {
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<HostKey, HostState> context) {
        super.init(context);
        hosts = context.getStateStore(Stores.HOSTS);
    }

    @Override
    public void process(Record<HostKey, Placed<FingerprintMessage>> record) {
        if (record.value().value() instanceof Judged(var fingerprint) && fingerprint.completed()) {
            remember(record, fingerprint);
        }
    }

    private void remember(Record<HostKey, Placed<FingerprintMessage>> record, Fingerprint completed) {
        var after = Optional.ofNullable(hosts.get(record.key()))
                .map(before -> before.with(completed))
                .orElseGet(() -> HostState.first(completed));
        hosts.put(record.key(), after);
        counters.count(StreamsCounter.HOSTS_CHANGED);
        var headers = new RecordHeaders();
        var input = context().recordMetadata().orElseThrow();
        new HostHeaders(input.partition(), input.offset()).writeTo(headers);
        context().forward(record.withValue(after).withHeaders(headers));
    }
}
