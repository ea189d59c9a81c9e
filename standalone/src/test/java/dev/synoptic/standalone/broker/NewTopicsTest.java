package dev.synoptic.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.schemas.TopicSetup;
import dev.synoptic.schemas.Topics;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/// Topics of the catalogue on a broker that had none.
class NewTopicsTest {

    // Enough that their logs take the broker longer to open than a client takes to write.
    private static final int PARTITIONS = 32;

    @Test
    void takeTheirFirstRecordsAtOnce() throws Exception {
        try (var broker = EmbeddedBroker.temporary();
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                var producer = neverRepeating(broker)) {
            assertThat(TopicSetup.of(PARTITIONS, 1).ensure(admin, Topics.all())).isEmpty();

            for (var topic : Topics.all()) {
                for (var partition : producer.partitionsFor(topic.name())) {
                    var first =
                            new ProducerRecord<>(topic.name(), partition.partition(), new byte[] {1}, new byte[] {1});
                    assertThat(producer.send(first).get().offset()).isZero();
                }
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> neverRepeating(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ProducerConfig.RETRIES_CONFIG,
                        0,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        false),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
