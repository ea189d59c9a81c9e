package dev.synoptic.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BurstProducerTest {

    private static final String TOPIC = "topic";
    private static final long LONG_AGO = 0;

    private final AtomicLong now = new AtomicLong(1_700_000_000_000L);
    private final List<Exception> failures = new ArrayList<>();
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final BurstProducer producer = new BurstProducer(kafka, now::get);

    @BeforeEach
    void begin() {
        producer.initTransactions();
        producer.beginTransaction();
    }

    @Test
    void whatIsFreshIsHandedOnAtOnce() {
        send("a", now.get() - BurstProducer.BEHIND_MILLIS);
        assertThat(sent()).containsExactly("a");
    }

    @Test
    void whatIsOldWaitsForTheBurst() {
        send("a", LONG_AGO);
        send("b", LONG_AGO);
        now.addAndGet(BurstProducer.EVERY.toMillis() - 1);
        send("c", LONG_AGO);
        assertThat(sent()).isEmpty();
        now.addAndGet(1);
        send("d", LONG_AGO);
        assertThat(sent()).containsExactly("a", "b", "c", "d");
        send("e", LONG_AGO);
        assertThat(sent()).as("the next burst").hasSize(4);
    }

    @Test
    void whatIsFreshOvertakesNothing() {
        send("old", LONG_AGO);
        send("fresh", now.get());
        assertThat(sent()).containsExactly("old", "fresh");
    }

    @Test
    void onlySoManyOctetsWait() {
        var half = new ProducerRecord<>(TOPIC, 0, LONG_AGO, octets("a"), new byte[BurstProducer.OCTETS_MAX / 2]);
        var _ = producer.send(half, (_, _) -> {});
        assertThat(handedOn()).isEmpty();
        var _ = producer.send(half, (_, _) -> {});
        assertThat(handedOn()).hasSize(2);
    }

    @Test
    void aFlushLeavesNothingBehind() {
        send("a", LONG_AGO);
        producer.flush();
        assertThat(sent()).containsExactly("a");
        assertThat(kafka.flushed()).isTrue();
    }

    @Test
    void aTransactionHoldsAllThatWasSentInIt() {
        send("a", LONG_AGO);
        producer.sendOffsetsToTransaction(Map.of(new TopicPartition(TOPIC, 0), new OffsetAndMetadata(1)), consumers());
        send("b", LONG_AGO);
        producer.commitTransaction();
        assertThat(sent()).containsExactly("a", "b");
    }

    @Test
    void whatWaitsGoesWithItsTransaction() {
        send("a", LONG_AGO);
        producer.abortTransaction();
        producer.beginTransaction();
        send("b", LONG_AGO);
        producer.commitTransaction();
        assertThat(sent()).containsExactly("b");
    }

    /// Kafka Streams looks at what callbacks told it, not at what a flush throws.
    @Test
    void aFailureIsToldToTheCallbackOfWhatWaited() {
        var fenced = new InvalidProducerEpochException("another one writes");
        send("a", LONG_AGO);
        send("b", LONG_AGO);
        kafka.sendException = new KafkaException("cannot send", fenced);
        producer.flush();
        assertThat(failures).containsExactly(fenced);
        kafka.sendException = null;
        producer.flush();
        assertThat(sent()).as("lost with the transaction").isEmpty();
    }

    private void send(String value, long timestamp) {
        Future<?> unused =
                producer.send(new ProducerRecord<>(TOPIC, 0, timestamp, octets("key"), octets(value)), (_, failure) -> {
                    if (failure != null) failures.add(failure);
                });
        assertThat(unused).isNotNull();
    }

    private static ConsumerGroupMetadata consumers() {
        try (var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
            return consumer.groupMetadata();
        }
    }

    private List<String> sent() {
        return handedOn()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private Stream<ProducerRecord<byte[], byte[]>> handedOn() {
        return Stream.concat(kafka.history().stream(), kafka.uncommittedRecords().stream());
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
