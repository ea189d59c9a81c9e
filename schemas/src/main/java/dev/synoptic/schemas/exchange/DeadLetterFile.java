package dev.synoptic.schemas.exchange;

import dev.synoptic.schemas.DeadLetter;
import dev.synoptic.schemas.ReplayHeader;
import dev.synoptic.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.utils.Bytes;

/// The dead letters of a cluster: read from the first to the last, and sent where they came from.
public final class DeadLetterFile {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ASK = Duration.ofSeconds(15);
    private static final TopicPartition LETTERS = new TopicPartition(Topics.DEAD_LETTERS.name(), 0);

    private DeadLetterFile() {}

    /// A dead letter and where it lies.
    ///
    /// @param offset on `dead-letters.v1`, from 0
    public record Filed(long offset, DeadLetter letter) {}

    /// Every committed letter that lies there now, in order.
    ///
    /// @param consumer that reads committed records only
    public static void read(
            org.apache.kafka.clients.consumer.Consumer<byte[], DeadLetter> consumer, Consumer<Filed> each) {
        consumer.assign(List.of(LETTERS));
        consumer.seekToBeginning(List.of(LETTERS));
        long end = consumer.endOffsets(List.of(LETTERS), ASK).getOrDefault(LETTERS, 0L);
        while (consumer.position(LETTERS, ASK) < end) {
            for (var record : consumer.poll(POLL)) {
                if (record.offset() < end) each.accept(new Filed(record.offset(), record.value()));
            }
        }
    }

    /// Sends a letter's record to the topic and partition that it came from; whoever reads there knows by
    /// [ReplayHeader] that it comes again, and takes it once.
    ///
    /// @throws KafkaException where the brokers do not take it
    public static void replay(Producer<byte[], byte[]> producer, DeadLetter letter) {
        var record = new ProducerRecord<>(
                letter.topic(),
                letter.partition(),
                letter.key().map(Bytes::get).orElse(null),
                letter.value().map(Bytes::get).orElse(null));
        new ReplayHeader(letter.partition(), letter.offset()).writeTo(record.headers());
        try {
            producer.send(record).get();
        } catch (ExecutionException refused) {
            throw new KafkaException("not acknowledged by the brokers", refused.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
