package dev.synoptic.agent.courier;

import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.agent.publish.Publisher;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.exchange.SchemaExchange;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Reaches the brokers, or says why not. Called on a thread that may wait.
@FunctionalInterface
public interface Brokers {

    /// A producer to brokers that have just answered.
    ///
    /// @throws KafkaException where they cannot be reached, or lack a topic
    Producer<byte[], byte[]> reach();

    /// The brokers of these settings. Ours first learn our schemas: records that nobody could read later must not be
    /// written now.
    static Brokers of(PublishSettings settings, String clientId) {
        return () -> {
            var producer = new KafkaProducer<>(
                    producerSettings(settings, clientId), new ByteArraySerializer(), new ByteArraySerializer());
            try {
                for (var topic : List.of(Topics.HANDSHAKES, Topics.VERDICTS, Topics.DELIVERIES)) {
                    var _ = producer.partitionsFor(topic.name());
                }
                SchemaExchange.join(settings.bootstrap(), settings.kafka());
                return producer;
            } catch (TimeoutException silent) {
                producer.close(Duration.ZERO);
                throw new TimeoutException(
                        settings.bootstrap() + ": no answer, or the topics are missing: " + silent.getMessage(),
                        silent);
            } catch (KafkaException unreachable) {
                producer.close(Duration.ZERO);
                throw unreachable;
            }
        };
    }

    /// A record is never given up by the producer, and asking never takes long: giving up is the courier's business.
    private static Map<String, Object> producerSettings(PublishSettings settings, String clientId) {
        var kafka = new HashMap<>(Publisher.producerSettings(settings, clientId));
        kafka.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        kafka.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 30_000);
        kafka.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000L);
        kafka.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20);
        return kafka;
    }
}
