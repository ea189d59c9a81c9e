package dev.synoptic.conformance.agent;

import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.schemas.Topic;
import dev.synoptic.schemas.TopicSetup;
import dev.synoptic.schemas.Topics;
import dev.synoptic.standalone.broker.BrokerStorage;
import dev.synoptic.standalone.broker.EmbeddedBroker;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// A real broker that keeps its port and data while it is stopped and started.
final class TestBroker implements AutoCloseable {

    static final int PARTITIONS = 4;

    private final Path folder;
    private final int port;
    private EmbeddedBroker broker;

    private TestBroker(Path folder, int port) throws Exception {
        this.folder = folder;
        this.port = port;
        this.broker = started();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            TopicSetup.of(PARTITIONS, 1).ensure(admin, Topics.all());
        }
    }

    static TestBroker start(Path folder) throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        return new TestBroker(folder, port);
    }

    private EmbeddedBroker started() throws Exception {
        return EmbeddedBroker.start(BrokerStorage.kept(folder), port);
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    void stop() {
        broker.close();
    }

    void startAgain() throws Exception {
        broker = started();
    }

    /// Every record of a topic as it stands.
    <K, V> List<ConsumerRecord<K, V>> records(Topic<K, V> topic) {
        List<ConsumerRecord<K, V>> records = new ArrayList<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap());
        try (var consumer = new KafkaConsumer<>(
                settings, topic.keys().deserializer(), topic.values().deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /// The raw records as they come out behind the rule that knows repeats: in each partition, numbers of an instance
    /// only rise (design §4).
    List<HandshakeRecord> withoutRepeats() {
        Map<String, Long> highest = new HashMap<>();
        List<HandshakeRecord> kept = new ArrayList<>();
        for (var record : records(Topics.HANDSHAKES)) {
            var origin = record.value().origin();
            String from = record.partition() + " " + origin.agent() + " " + origin.instance();
            Long before = highest.get(from);
            if (before != null && origin.sequence() <= before) continue;
            highest.put(from, origin.sequence());
            kept.add(record.value());
        }
        return kept;
    }

    @Override
    public void close() {
        broker.close();
    }
}
