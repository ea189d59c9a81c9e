package dev.synoptic.streams;

import dev.synoptic.flow.HandshakeEvent.Side;
import dev.synoptic.flow.HandshakeEvent.TimestampSample;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/// Tells the uptime of hosts by the timestamps of their connections (`p0f-v3.md` section 7).
///
/// Only hosts that completed a handshake have a clock to compare with; samples of others are counted and
/// dropped.
final class FollowClocks extends ContextualProcessor<HostKey, HandshakeRecord, HostKey, HostState> {

    private final StreamsCounters counters;
    private KeyValueStore<HostKey, HostState> hosts;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    FollowClocks(StreamsCounters counters) {
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<HostKey, HostState> context) {
        super.init(context);
        hosts = context.getStateStore(Stores.HOSTS);
    }

    @Override
    public void process(Record<HostKey, HandshakeRecord> record) {
        if (record.value().event() instanceof TimestampSample sample) follow(record, sample);
    }

    private void follow(Record<HostKey, HandshakeRecord> record, TimestampSample sample) {
        var before = hosts.get(record.key());
        if (before == null) {
            counters.count(StreamsCounter.SAMPLES_OF_UNKNOWN_HOSTS);
            return;
        }
        var handshake = record.value();
        var after = before.withTimestamp(
                handshake.origin().site(),
                sample.side() == Side.CLIENT,
                sample.timestamp(),
                handshake.capturedMicros());
        if (after.equals(before)) {
            counters.count(StreamsCounter.SAMPLES_WITHOUT_CLOCK);
            return;
        }
        hosts.put(record.key(), after);
        counters.count(StreamsCounter.HOSTS_CHANGED);
        context()
                .forward(
                        HostRecords.of(record, after, context().recordMetadata().orElseThrow()));
    }
}
