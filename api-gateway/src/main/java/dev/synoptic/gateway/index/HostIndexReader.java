package dev.synoptic.gateway.index;

import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.schemas.HostHeaders;
import dev.synoptic.schemas.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Feeds the index from `hosts.v1`.
///
/// @param index takes the states
public record HostIndexReader(HostIndex index) implements TopicTail.Reader {

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        HostKey key = Topics.HOSTS.keys().deserializer().deserialize(record.topic(), record.key());
        if (key == null) return; // nothing of ours has no key, and nothing can be asked of it
        HostState state = Topics.HOSTS.values().deserializer().deserialize(record.topic(), record.value());
        // A state without its place on the input was written by hand: the topic's own order decides then.
        var place = HostHeaders.readFrom(record.headers())
                .orElseGet(() -> new HostHeaders(record.partition(), record.offset()));
        index.update(key, state, place.partition(), place.offset());
    }
}
