package dev.synoptic.streams;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// [StreamsSettings] in the words of Kafka Streams.
final class ClientSettings {

    private static final int BATCH_OCTETS = 64 << 10;

    private ClientSettings() {}

    static Properties of(StreamsSettings settings, StreamsCounters counters) {
        var properties = new Properties();
        properties.putAll(settings.kafka());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replication());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval().toMillis());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // Only a newcomer without offsets asks for this: it begins with what is kept.
        properties.put(consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(
                consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(settings.sessionTimeout().toMillis()));
        properties.put(
                consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                Math.toIntExact(settings.sessionTimeout().toMillis() / 3));
        // Kafka Streams' own default of 100 ms would be most of the way from the wire to an answer.
        properties.put(
                producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                settings.linger().toMillis());
        properties.put(producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // Above Kafka's 16 KiB: a backlog goes out in fewer requests, whose compressors cost more than their records.
        properties.putIfAbsent(producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_OCTETS);
        settings.instance()
                .ifPresent(name -> properties.put(consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), name));
        deadLetters(properties, counters);
        return properties;
    }

    /// Of a consumer that reads a topic once, outside the topology.
    static Map<String, Object> reader(StreamsSettings settings) {
        var properties = new HashMap<String, Object>(settings.kafka());
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return properties;
    }

    private static void deadLetters(Properties properties, StreamsCounters counters) {
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        properties.put("processing.exception.handler.global.enabled", true);
        properties.put(DeadLetterHandler.COUNTERS, counters);
    }
}
