package dev.synoptic.benchmarks.pipeline;

import dev.synoptic.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A consumer that hands every record of `handshakes.v1` to a producer, and does nothing else: what Kafka alone takes.
final class PlainCopy {

    private static final Duration POLL = Duration.ofMillis(100);

    private PlainCopy() {}

    /// Copies so many records; answers how fast, from the first.
    static Pace run(String bootstrap, String target, long records) {
        Map<String, Object> reading = Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                "plain-copy",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false);
        Map<String, Object> writing =
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 2, "compression.type", "lz4", "acks", "all");
        try (var consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
            consumer.subscribe(List.of(Topics.HANDSHAKES.name()));
            long copied = 0;
            var pace = Pace.begin();
            while (copied < records) {
                for (var record : consumer.poll(POLL)) {
                    if (copied++ == 0) pace = Pace.begin();
                    var _ = producer.send(
                            new ProducerRecord<>(target, record.partition(), record.key(), record.value()));
                }
            }
            producer.flush();
            return pace.after(copied);
        }
    }
}
