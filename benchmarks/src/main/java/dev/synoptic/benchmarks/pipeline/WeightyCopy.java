package dev.synoptic.benchmarks.pipeline;

import dev.synoptic.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// What Kafka alone takes for the pipeline's own output of a backlog: of each two records read, one becomes a
/// fingerprint and one a host's state, in transactions of 100 ms that hold the offsets read.
///
/// The plain copy writes one record of 100 octets for each, and commits nothing.
final class WeightyCopy {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long COMMIT_NANOS = 100_000_000;
    private static final int SAMPLE = 10_000;

    private WeightyCopy() {}

    /// Values that the pipeline wrote.
    record Weights(List<byte[]> fingerprints, List<byte[]> hosts) {}

    static Weights sample(String bootstrap) {
        return new Weights(sample(bootstrap, Topics.FINGERPRINTS.name()), sample(bootstrap, Topics.HOSTS.name()));
    }

    private static List<byte[]> sample(String bootstrap, String topic) {
        var values = new ArrayList<byte[]>();
        try (var consumer = consumer(bootstrap, "sample-" + topic)) {
            consumer.subscribe(List.of(topic));
            while (values.size() < SAMPLE) {
                for (var record : consumer.poll(POLL)) if (record.value() != null) values.add(record.value());
            }
        }
        return values;
    }

    /// Copies so many records; answers how fast, from the first.
    static Pace run(String bootstrap, String target, Weights weights, long records) {
        Map<String, Object> writing = Map.of(
                "bootstrap.servers",
                bootstrap,
                "transactional.id",
                "weighty-copy",
                "linger.ms",
                2,
                "batch.size",
                64 << 10,
                "compression.type",
                "lz4");
        try (var consumer = consumer(bootstrap, "weighty-copy-" + UUID.randomUUID());
                var producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            consumer.subscribe(List.of(Topics.HANDSHAKES.name()));
            var read = new HashMap<TopicPartition, OffsetAndMetadata>();
            long copied = 0;
            long committed = System.nanoTime();
            var pace = Pace.begin();
            producer.beginTransaction();
            while (copied < records) {
                for (var record : consumer.poll(POLL)) {
                    if (copied++ == 0) pace = Pace.begin();
                    var values = copied % 2 == 0 ? weights.fingerprints() : weights.hosts();
                    byte[] value = values.get((int) (copied % SAMPLE));
                    var _ = producer.send(new ProducerRecord<>(target, record.partition(), record.key(), value));
                    read.put(
                            new TopicPartition(record.topic(), record.partition()),
                            new OffsetAndMetadata(record.offset() + 1));
                }
                if (System.nanoTime() - committed < COMMIT_NANOS && copied < records) continue;
                producer.sendOffsetsToTransaction(read, consumer.groupMetadata());
                producer.commitTransaction();
                producer.beginTransaction();
                committed = System.nanoTime();
            }
            producer.abortTransaction();
            return pace.after(copied);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap, String group) {
        Map<String, Object> reading = Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false);
        return new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
