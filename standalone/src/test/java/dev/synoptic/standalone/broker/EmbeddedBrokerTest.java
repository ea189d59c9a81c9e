package dev.synoptic.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final TopicPartition PARTITION = new TopicPartition("letters", 0);

    @TempDir
    Path scratch;

    @Test
    void keepsCommittedTransactionsAcrossARestartOnTheSameFolder() throws Exception {
        BrokerStorage storage = BrokerStorage.kept(scratch.resolve("kafka"));
        try (var broker = EmbeddedBroker.start(storage, EmbeddedBroker.ANY_PORT)) {
            makeTopic(broker);
            send(broker, true, "first");
            send(broker, false, "never");
            assertThat(readCommitted(broker, 1)).containsExactly("first");
        }
        try (var broker = EmbeddedBroker.start(storage, EmbeddedBroker.ANY_PORT)) {
            send(broker, true, "second");
            assertThat(readCommitted(broker, 2)).containsExactly("first", "second");
        }
        assertThat(scratch.resolve("kafka")).isNotEmptyDirectory();
    }

    @Test
    void aTemporaryOneLeavesNeitherFolderNorListenerBehind() throws Exception {
        var storage = BrokerStorage.temporary();
        int port;
        try (var broker = EmbeddedBroker.start(storage, EmbeddedBroker.ANY_PORT)) {
            makeTopic(broker);
            send(broker, true, "letter");
            assertThat(storage.folder()).isNotEmptyDirectory();
            port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
        }
        assertThat(storage.folder()).doesNotExist();
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void refusesAPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() ->
                            EmbeddedBroker.start(BrokerStorage.kept(scratch.resolve("unused")), taken.getLocalPort()))
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
        assertThat(scratch.resolve("unused/kafka")).doesNotExist();
    }

    @Test
    void refusesAFolderThatAnotherBrokerHolds() throws Exception {
        BrokerStorage storage = BrokerStorage.kept(scratch.resolve("held"));
        try (var first = EmbeddedBroker.start(storage, EmbeddedBroker.ANY_PORT)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(storage, EmbeddedBroker.ANY_PORT))
                    .hasMessageContaining("another broker uses the folder");
            makeTopic(first);
            send(first, true, "still served");
            assertThat(readCommitted(first, 1)).containsExactly("still served");
        }
    }

    @Test
    void refusesAFolderThatCannotBeMade() throws Exception {
        Path file = Files.writeString(scratch.resolve("file"), "not a folder");
        assertThatThrownBy(() -> EmbeddedBroker.start(BrokerStorage.kept(file), EmbeddedBroker.ANY_PORT))
                .hasMessageContaining("file");
    }

    private static void makeTopic(EmbeddedBroker broker) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(EmbeddedBroker broker, boolean commit, String value) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), "key", value));
            producer.flush();
            assertThat(sent).isDone();
            if (commit) producer.commitTransaction();
            else producer.abortTransaction();
        }
    }

    private static List<String> readCommitted(EmbeddedBroker broker, int wanted) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = Collections.max(consumer.endOffsets(List.of(PARTITION)).values());
            List<String> values = new ArrayList<>();
            while (consumer.position(PARTITION) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(read -> values.add(read.value()));
            }
            assertThat(values).hasSize(wanted);
            return values;
        }
    }
}
