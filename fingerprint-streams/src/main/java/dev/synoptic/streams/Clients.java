package dev.synoptic.streams;

import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/// Kafka's clients for the stream threads, whose producers send in bursts while they are behind.
final class Clients extends DefaultKafkaClientSupplier {

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new BurstProducer(super.getProducer(config), Time.SYSTEM::milliseconds);
    }
}
