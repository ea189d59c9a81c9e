package dev.synoptic.streams;

import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.FingerprintMessage.Judged;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/// Folds completed handshakes into what is known of their hosts; a SYN alone changes nothing, anyone can
/// forge
/// one.
final class RememberHosts extends ContextualProcessor<HostKey, Placed<FingerprintMessage>, HostKey, HostState> {

    private final StreamsCounters counters;
    private KeyValueStore<HostKey, HostState> hosts;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    RememberHosts(StreamsCounters counters) {
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
        context()
                .forward(
                        HostRecords.of(record, after, context().recordMetadata().orElseThrow()));
    }
}
