package dev.synoptic.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.Origin;
import dev.synoptic.host.HostKey;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PublisherTest {

    private static final HandshakeRecord RECORD =
            new HandshakeRecord(new Origin("agent", "site", "instance", 1), 5, new Progress(5, "capture", false));

    private final AgentCounters counters = new AgentCounters();

    @Test
    void keysAreTheHostsAddress() throws IOException {
        var producer = RecordedProducer.acknowledging();
        try (var publisher = new Publisher(producer, counters)) {
            var host = HostKey.of(IpAddress.parse("10.0.0.1").orElseThrow(), "site");
            publisher.send(Topics.HANDSHAKES, host, RECORD);
            publisher.flush();
        }

        assertThat(producer.history()).singleElement().satisfies(record -> {
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("10.0.0.1@site");
            assertThat(record.partition()).isNull();
            assertThat(Topics.HANDSHAKES.values().deserializer().deserialize("handshakes.v1", record.value()))
                    .isEqualTo(RECORD);
        });
        assertThat(counters.get(AgentCounter.ACKNOWLEDGED)).isEqualTo(1);
    }

    @Test
    void progressGoesToEveryPartition() throws IOException {
        var producer = RecordedProducer.acknowledging();
        try (var publisher = new Publisher(producer, counters)) {
            publisher.sendToAll(Topics.HANDSHAKES, RECORD);
        }

        assertThat(producer.history()).extracting(ProducerRecord::partition).containsExactly(0, 1, 2, 3);
    }

    @Test
    void whatTheBrokersRefuseIsSaidAtTheNextOccasion() throws IOException {
        var producer = RecordedProducer.silent();
        try (var publisher = new Publisher(producer, counters)) {
            publisher.sendToAll(Topics.HANDSHAKES, RECORD);
            producer.errorNext(new TopicAuthorizationException("handshakes.v1"));

            assertThatThrownBy(() -> publisher.sendToAll(Topics.HANDSHAKES, RECORD))
                    .isInstanceOf(PublishException.class)
                    .hasMessageContaining("handshakes.v1");
            assertThatThrownBy(publisher::flush).isInstanceOf(PublishException.class);
        }
    }

    @Test
    void theProducerIsIdempotentAndWaitsForAllCopies() {
        var settings = Publisher.producerSettings(PublishSettings.to("localhost:9092"), "agent");

        assertThat(settings)
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                .containsEntry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        assertThat(new ProducerConfig(withSerializers(settings))).isNotNull(); // Kafka finds no contradiction in them
    }

    private static Map<String, Object> withSerializers(Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return all;
    }
}
