package dev.synoptic.gateway.index;

import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.schemas.HostHeaders;
import dev.synoptic.schemas.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Feeds the index from `hosts.v1`.
///
/// @param index     takes the states
/// @param histories takes the days that they tell of
public record HostIndexReader(HostIndex index, HostHistories histories) implements TopicTail.Reader {

    /// Feeds the index alone.
    public HostIndexReader(HostIndex index) {
        this(index, new HostHistories(PrivateNetworks.DEFAULT));
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        HostKey key = Topics.HOSTS.keys().deserializer().deserialize(record.topic(), record.key());
        if (key == null) throw new TopicTail.KeylessRecord();
        HostState state = Topics.HOSTS.values().deserializer().deserialize(record.topic(), record.value());
        // A state without its place on the input was written by hand: the topic's own order decides then.
        var place = HostHeaders.readFrom(record.headers())
                .orElseGet(() -> new HostHeaders(record.partition(), record.offset()));
        if (index.update(key, state, place.partition(), place.offset())) histories.update(key, state);
    }
}
