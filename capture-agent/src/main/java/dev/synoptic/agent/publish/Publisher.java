package dev.synoptic.agent.publish;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.schemas.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Sends records in order, each once, and holds on until the brokers have acknowledged them.
///
/// An idempotent producer behind it: what one thread sends to one partition lies there in that order, without
/// repeats. Memory is bounded by the producer's buffer; when it is full, sending waits. Any number of threads.
public final class Publisher implements RecordSink, AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final AgentCounters counters;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Callback acknowledged = (metadata, refused) -> {
        if (refused != null) failed(refused);
        else acknowledged();
    };

    /// A publisher over this producer; for tests.
    public Publisher(Producer<byte[], byte[]> producer, AgentCounters counters) {
        this.producer = producer;
        this.counters = counters;
    }

    /// A publisher to these brokers.
    public static Publisher connect(PublishSettings settings, String clientId, AgentCounters counters) {
        return new Publisher(
                new KafkaProducer<>(
                        producerSettings(settings, clientId), new ByteArraySerializer(), new ByteArraySerializer()),
                counters);
    }

    /// What an idempotent producer of ours is told.
    public static Map<String, Object> producerSettings(PublishSettings settings, String clientId) {
        var kafka = new HashMap<String, Object>(settings.kafka());
        kafka.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        kafka.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        kafka.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        kafka.put(ProducerConfig.ACKS_CONFIG, "all");
        kafka.put(ProducerConfig.LINGER_MS_CONFIG, settings.linger().toMillis());
        kafka.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 17);
        kafka.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        int delivery = Math.toIntExact(settings.delivery().toMillis());
        kafka.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
        kafka.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) delivery);
        kafka.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.min(30_000, delivery - Math.toIntExact(settings.linger().toMillis())));
        return kafka;
    }

    /// Sends a record to the partition of its key.
    ///
    /// @throws PublishException if the brokers refused this or an earlier record
    @Override
    public <K, V> void send(Topic<K, V> topic, K key, V value) throws PublishException {
        send(new ProducerRecord<>(topic.name(), octets(topic, key), octetsOf(topic, value)));
    }

    /// Sends a record without a key to each of the topic's partitions, behind everything this thread sent
    /// before.
    ///
    /// @throws PublishException if the brokers refused this or an earlier record
    @Override
    public <V> void sendToAll(Topic<?, V> topic, V value) throws PublishException {
        byte[] octets = octetsOf(topic, value);
        for (int partition = 0, count = partitions(topic); partition < count; partition++) {
            send(new ProducerRecord<>(topic.name(), partition, null, octets));
        }
    }

    /// Waits until everything sent so far is acknowledged.
    ///
    /// @throws PublishException if a record was refused
    public void flush() throws PublishException {
        try {
            producer.flush();
        } catch (InterruptException interrupted) {
            throw new PublishException("interrupted while sending", interrupted);
        }
        check();
    }

    @Override
    public void close() {
        producer.close();
    }

    private int partitions(Topic<?, ?> topic) throws PublishException {
        try {
            return producer.partitionsFor(topic.name()).size();
        } catch (KafkaException refused) {
            throw new PublishException("no partitions of " + topic.name(), refused);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws PublishException {
        check();
        try {
            var _ = producer.send(record, acknowledged); // the callback is told either way
        } catch (KafkaException refused) {
            throw new PublishException("not sent to " + record.topic(), refused);
        }
    }

    private static <K, V> byte[] octets(Topic<K, V> topic, K key) {
        return topic.keys().serializer().serialize(topic.name(), key);
    }

    private static <V> byte[] octetsOf(Topic<?, V> topic, V value) {
        return topic.values().serializer().serialize(topic.name(), value);
    }

    private void acknowledged() {
        counters.count(AgentCounter.ACKNOWLEDGED);
    }

    private void failed(Exception refused) {
        failure.compareAndSet(null, refused);
    }

    private void check() throws PublishException {
        var refused = failure.get();
        if (refused != null) throw new PublishException("not acknowledged by the brokers", refused);
    }
}
