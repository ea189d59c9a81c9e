package dev.synoptic.gateway.kafka;

import dev.synoptic.schemas.codec.UnreadableRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/// Reads all partitions of one topic, from their beginning or the last of it, and for ever, on a thread of its own.
///
/// It belongs to no group and commits nothing: every process has its own view of the whole. Ready is whoever has read
/// as far as the topic went when reading began. While Kafka cannot be reached it waits, says so, and goes on after;
/// what was read before stays.
public final class TopicTail implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(TopicTail.class.getName());

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ASK = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long CLOSE_PATIENCE_MILLIS = 5_000;

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Reader reader;
    private final long lastOnly;
    private final LongAdder records = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder keyless = new LongAdder();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<String> trouble = Optional.of("not started");
    private volatile long behind = Long.MAX_VALUE;
    private volatile boolean stopping;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    /// A record without the key that says what it is about.
    public static final class KeylessRecord extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// What to do with each record.
    @FunctionalInterface
    public interface Reader {
        /// Takes one in; throws [UnreadableRecord] where it makes no sense, [KeylessRecord] where nothing says what it
        /// is about.
        void read(ConsumerRecord<byte[], byte[]> record);
    }

    /// @param topic     its name
    /// @param consumers makes a consumer of octets, with the isolation that the reader wants
    /// @param reader    takes the records, on this tail's thread
    public TopicTail(String topic, Supplier<Consumer<byte[], byte[]>> consumers, Reader reader) {
        this(topic, consumers, reader, Long.MAX_VALUE);
    }

    /// @param lastOnly how many records before the end of each partition reading begins
    public TopicTail(String topic, Supplier<Consumer<byte[], byte[]>> consumers, Reader reader, long lastOnly) {
        this.lastOnly = lastOnly;
        this.topic = topic;
        this.consumers = consumers;
        this.reader = reader;
        this.thread = Thread.ofPlatform().name("tail-" + topic).unstarted(this::run);
    }

    /// Begins to read.
    public TopicTail start() {
        thread.start();
        return this;
    }

    /// Whether all that was there at the start has been read.
    public boolean isReady() {
        return ready.getCount() == 0;
    }

    /// Waits until it is ready; false if the time was too short.
    public boolean awaitReady(Duration patience) throws InterruptedException {
        return ready.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// What is wrong; empty where nothing is.
    public Optional<String> trouble() {
        return trouble;
    }

    /// Records that the topic holds beyond what was read, as last asked.
    public long behind() {
        return behind;
    }

    /// Records read.
    public long records() {
        return records.sum();
    }

    /// Records left out because they could not be read.
    public long unreadable() {
        return unreadable.sum();
    }

    /// Records left out because nothing says what they are about.
    public long keyless() {
        return keyless.sum();
    }

    /// What is read.
    public String topic() {
        return topic;
    }

    private void run() {
        while (!stopping) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                current = consumer;
                follow(consumer);
            } catch (WakeupException | InterruptException asked) {
                if (!stopping) LOG.log(System.Logger.Level.DEBUG, "woken while reading " + topic, asked);
            } catch (KafkaException failure) {
                note(failure.getMessage());
                pause();
            } finally {
                current = null;
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = ends(consumer, partitions);
        ends.forEach((partition, end) -> {
            if (end > lastOnly) consumer.seek(partition, end - lastOnly);
        });
        long checkedNanos = System.nanoTime();
        while (!stopping) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) take(record);
            if (!isReady() && isBeyond(consumer, ends)) ready.countDown();
            if (System.nanoTime() - checkedNanos < CHECK_NANOS) continue;
            check(consumer, partitions);
            checkedNanos = System.nanoTime();
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        while (true) {
            var found = partitionsOrNone(consumer);
            if (!found.isEmpty()) return found;
            pause();
            if (stopping) throw new WakeupException();
        }
    }

    private List<TopicPartition> partitionsOrNone(Consumer<byte[], byte[]> consumer) {
        try {
            var found = consumer.partitionsFor(topic, ASK);
            if (found == null || found.isEmpty()) note("there is no topic " + topic);
            else
                return found.stream()
                        .map(each -> new TopicPartition(topic, each.partition()))
                        .toList();
        } catch (TimeoutException unreachable) {
            note("Kafka cannot be reached");
        }
        return List.of();
    }

    private Map<TopicPartition, Long> ends(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        while (true) {
            try {
                var ends = consumer.endOffsets(partitions, ASK);
                trouble = Optional.empty();
                return ends;
            } catch (TimeoutException unreachable) {
                note("Kafka cannot be reached");
                if (stopping) throw new WakeupException();
            }
        }
    }

    private void check(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        try {
            var ends = consumer.endOffsets(partitions, ASK);
            behind = partitions.stream()
                    .mapToLong(each -> Math.max(0, ends.getOrDefault(each, 0L) - consumer.position(each)))
                    .sum();
            trouble = Optional.empty();
        } catch (TimeoutException unreachable) {
            note("Kafka cannot be reached");
        }
    }

    private static boolean isBeyond(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        records.increment();
        try {
            reader.read(record);
        } catch (KeylessRecord nothingToFindItBy) {
            keyless.increment();
        } catch (UnreadableRecord unreadableRecord) {
            unreadable.increment();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}-{1} offset {2}: {3}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    unreadableRecord.why().text());
        }
    }

    private void note(@Nullable String what) {
        String text = what == null ? "Kafka's client failed" : what;
        if (!trouble.equals(Optional.of(text))) {
            LOG.log(System.Logger.Level.WARNING, "reading {0}: {1}", topic, text);
        }
        trouble = Optional.of(text);
    }

    private void pause() {
        try {
            if (closing.await(RETRY.toNanos(), TimeUnit.NANOSECONDS)) return;
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /// Stops reading.
    @Override
    public void close() {
        stopping = true;
        var consumer = current;
        if (consumer != null) consumer.wakeup(); // an interrupt would also break off the consumer's own close
        closing.countDown();
        try {
            thread.join(CLOSE_PATIENCE_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
