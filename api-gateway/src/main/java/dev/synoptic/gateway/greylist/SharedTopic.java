package dev.synoptic.gateway.greylist;

import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.schemas.Topic;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// A compacted topic that every gateway reads whole and writes to, without anybody ever waiting for Kafka.
///
/// @param <V> what lies on it
final class SharedTopic<V> implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SharedTopic.class.getName());

    /// Changes that wait to be written; beyond it they are refused.
    static final int WAITING_MAX = 10_000;

    /// Records behind the topic's end from which on a copy is no longer relied on.
    private static final long BEHIND_MAX = 1_000;

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final Topic<String, V> topic;
    private final KafkaClients kafka;
    private final TopicTail tail;
    private final ArrayBlockingQueue<Change<V>> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Thread writer;
    private volatile boolean stopping;

    /// A new value, or a tombstone.
    private record Change<V>(String key, Optional<V> value) {}

    /// Takes what lies on the topic.
    interface Reader<V> {
        void read(String key, @Nullable V value);
    }

    SharedTopic(Topic<String, V> topic, KafkaClients kafka, Reader<V> reader) {
        this.topic = topic;
        this.kafka = kafka;
        this.tail = new TopicTail(topic.name(), kafka.committed(), record -> {
            String key = topic.keys().deserializer().deserialize(record.topic(), record.key());
            if (key == null) return; // nothing of ours has none
            reader.read(key, topic.values().deserializer().deserialize(record.topic(), record.value()));
        });
        this.writer = Thread.ofPlatform().name("write-" + topic.name()).unstarted(this::run);
    }

    SharedTopic<V> start() {
        tail.start();
        writer.start();
        return this;
    }

    /// Whether the copy is what the fleet knows.
    boolean isCurrent() {
        return tail.isReady()
                && tail.trouble().isEmpty()
                && (tail.behind() <= BEHIND_MAX || tail.behind() == NOT_ASKED);
    }

    private static final long NOT_ASKED = Long.MAX_VALUE;

    /// Tells the fleet; false where so much waits already that it cannot be told.
    boolean put(String key, Optional<V> value) {
        if (waiting.offer(new Change<>(key, value))) return true;
        refused.increment();
        return false;
    }

    /// Changes that could not be told.
    long refused() {
        return refused.sum() + failed.sum();
    }

    private void run() {
        Producer<byte[], byte[]> producer = kafka.producer();
        try {
            while (!stopping) write(producer);
            writeRest(producer);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } finally {
            producer.close(CLOSE_PATIENCE);
        }
    }

    private void write(Producer<byte[], byte[]> producer) throws InterruptedException {
        Change<V> change = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (change != null) send(producer, change);
    }

    /// What was decided last must not be forgotten by an orderly end; one without Kafka does not wait for it.
    private void writeRest(Producer<byte[], byte[]> producer) {
        long endNanos = System.nanoTime() + CLOSE_PATIENCE.toNanos();
        for (var change = waiting.poll(); change != null; change = waiting.poll()) {
            if (System.nanoTime() - endNanos > 0) {
                failed.increment();
            } else {
                send(producer, change);
            }
        }
    }

    private void send(Producer<byte[], byte[]> producer, Change<V> change) {
        byte[] key = topic.keys().serializer().serialize(topic.name(), change.key());
        byte[] value = change.value()
                .map(each -> topic.values().serializer().serialize(topic.name(), each))
                .orElse(null);
        try {
            var _ = producer.send(new ProducerRecord<>(topic.name(), key, value), (_, failure) -> {
                if (failure != null) failed(failure);
            });
        } catch (KafkaException failure) {
            failed(failure);
        }
    }

    private void failed(Exception failure) {
        failed.increment();
        LOG.log(System.Logger.Level.WARNING, "{0}: not written: {1}", topic.name(), failure.getMessage());
    }

    @Override
    public void close() {
        stopping = true;
        tail.close();
        try {
            writer.join(3 * CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
