package dev.synoptic.schemas.exchange;

import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.codec.Codec;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.schemas.codec.SchemaDirectory;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.SchemaFormatter;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// What each service does once at its start: shows its own schemas on `schemas.v1`, and from then on looks up
/// there what it does not know.
public final class SchemaExchange {

    private static final HexFormat HEX = HexFormat.of();

    private SchemaExchange() {}

    /// Joins the exchange of a cluster, where `schemas.v1` must exist.
    ///
    /// @param bootstrap brokers, `host:port` by commas
    /// @param kafka     passed to Kafka's clients as it is, such as TLS
    /// @throws KafkaException if the brokers do not take the schemas
    public static void join(String bootstrap, Map<String, String> kafka) {
        // One request at a time: on a topic made this moment, a refused first batch must not be overtaken.
        var settings = settings(bootstrap, kafka, ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            publish(producer);
        }
        lookUp(bootstrap, kafka);
    }

    /// Only looks up, from the first record on that is of an unknown schema; says and asks nothing before that.
    ///
    /// @param bootstrap brokers, `host:port` by commas
    /// @param kafka     passed to Kafka's clients as it is, such as TLS
    public static void lookUp(String bootstrap, Map<String, String> kafka) {
        SchemaDirectory.PROCESS.lookUpIn(new TopicSchemas(() -> new KafkaConsumer<>(
                settings(bootstrap, kafka, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new StringDeserializer(),
                new StringDeserializer())));
    }

    /// Writes every schema of ours, and waits until all are acknowledged.
    static void publish(Producer<String, String> producer) {
        var sent = Codecs.all().stream()
                .map(codec -> producer.send(new ProducerRecord<>(Topics.SCHEMAS.name(), key(codec), json(codec))))
                .toList();
        producer.flush();
        try {
            for (var record : sent) record.get();
        } catch (ExecutionException refused) {
            throw new KafkaException("schemas not acknowledged by the brokers", refused.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static String key(Codec<?> codec) {
        return key(codec.fingerprint());
    }

    /// The key of the schema with this fingerprint.
    static String key(long fingerprint) {
        return HEX.toHexDigits(fingerprint);
    }

    private static String json(Codec<?> codec) {
        return SchemaFormatter.format("json", codec.schema());
    }

    private static Map<String, Object> settings(
            String bootstrap, Map<String, String> kafka, String name, String value) {
        var settings = new HashMap<String, Object>(kafka);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(name, value);
        return settings;
    }
}
