package dev.synoptic.gateway.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The connection settings that all clients of this process share.
///
/// @param settings as Kafka names them: at least `bootstrap.servers`, with TLS and SASL where the cluster asks for them
public record KafkaClients(Map<String, String> settings) {

    public KafkaClients {
        settings = Map.copyOf(settings);
        if (!settings.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("kafka: bootstrap.servers is missing");
        }
    }

    /// A cluster reached without more ado.
    public static KafkaClients at(String bootstrapServers) {
        return new KafkaClients(Map.of("bootstrap.servers", bootstrapServers));
    }

    /// Consumers that see records before they are committed: for answers that must be fresh (design §4).
    public Supplier<Consumer<byte[], byte[]>> uncommitted(String clientId) {
        return () -> consumer("read_uncommitted", clientId);
    }

    /// The same without a name of its own in logs and metrics.
    public Supplier<Consumer<byte[], byte[]>> uncommitted() {
        return uncommitted("synoptic-gateway");
    }

    /// The same without a name of its own in logs and metrics.
    public Supplier<Consumer<byte[], byte[]>> committed() {
        return committed("synoptic-gateway");
    }

    /// Consumers that see what is committed, and nothing else: for everything that is counted.
    public Supplier<Consumer<byte[], byte[]>> committed(String clientId) {
        return () -> consumer("read_committed", clientId);
    }

    /// A consumer that sees what is committed, and fails rather than go on past records that were deleted.
    public Consumer<byte[], byte[]> retained(String clientId) {
        return consumer("read_committed", clientId, "none");
    }

    /// A producer of one transaction after another; one of another process with this name is fenced off.
    public Producer<byte[], byte[]> transactional(String name, Duration patience) {
        int millis = Math.toIntExact(patience.toMillis());
        var all = new HashMap<String, Object>(settings);
        all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
        all.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// A producer that gives up a record after half a minute, and never holds its caller for longer than a second.
    public Producer<byte[], byte[]> producer() {
        var all = new HashMap<String, Object>(settings);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// Producers that return when all copies are written, and give up after `patience`.
    public Supplier<Producer<byte[], byte[]>> acknowledged(String clientId, Duration patience) {
        return () -> {
            int millis = Math.toIntExact(patience.toMillis());
            var all = new HashMap<String, Object>(settings);
            all.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
            all.put(ProducerConfig.ACKS_CONFIG, "all");
            all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            all.put(ProducerConfig.LINGER_MS_CONFIG, 2);
            all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis - 2);
            all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
            all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
            return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
        };
    }

    private Consumer<byte[], byte[]> consumer(String isolation, String clientId) {
        return consumer(isolation, clientId, "earliest");
    }

    private Consumer<byte[], byte[]> consumer(String isolation, String clientId, String reset) {
        var all = new HashMap<String, Object>(settings);
        all.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
