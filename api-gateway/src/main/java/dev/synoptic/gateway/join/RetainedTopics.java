package dev.synoptic.gateway.join;

import dev.synoptic.gateway.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// What topics that are divided alike still hold, from the first record that was not deleted to where they ended when
/// this was opened; committed records only.
///
/// Where records are deleted while they are read, reading fails: nobody could say what was missed.
final class RetainedTopics implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long STALLED_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Consumer<byte[], byte[]> consumer;
    private final List<String> names;
    private final int partitions;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;

    RetainedTopics(KafkaClients kafka, List<String> names) {
        this.names = List.copyOf(names);
        consumer = kafka.retained("synoptic-ratios-rebuild");
        partitions = consumer.partitionsFor(names.getFirst()).size();
        List<TopicPartition> all = IntStream.range(0, partitions)
                .boxed()
                .flatMap(partition -> inputs(partition).stream())
                .toList();
        consumer.assign(all);
        begins = consumer.beginningOffsets(all);
        ends = consumer.endOffsets(all);
    }

    int partitions() {
        return partitions;
    }

    /// Whether the topic's partition has lost its first records.
    boolean isTrimmed(TopicPartition partition) {
        return begins.getOrDefault(partition, 0L) > 0;
    }

    private List<TopicPartition> inputs(int partition) {
        return names.stream().map(topic -> new TopicPartition(topic, partition)).toList();
    }

    /// Hands over every record of one partition of all topics, those that were appended first, first.
    void read(int partition, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var inputs = inputs(partition);
        consumer.assign(inputs);
        inputs.forEach(input -> consumer.seek(input, begins.getOrDefault(input, 0L)));
        Map<TopicPartition, ArrayDeque<ConsumerRecord<byte[], byte[]>>> read = new HashMap<>();
        inputs.forEach(input -> read.put(input, new ArrayDeque<>()));
        long newsNanos = System.nanoTime();
        while (true) {
            handOver(read, each);
            var unread = inputs.stream().filter(input -> !isAtEnd(input)).toList();
            if (unread.isEmpty() && read.values().stream().allMatch(ArrayDeque::isEmpty)) return;
            consumer.pause(inputs);
            consumer.resume(unread.stream()
                    .filter(input -> queue(read, input).isEmpty())
                    .toList());
            if (poll(read)) newsNanos = System.nanoTime();
            else if (System.nanoTime() - newsNanos > STALLED_NANOS) {
                throw new TimeoutException("nothing more came of " + unread);
            }
        }
    }

    private boolean poll(Map<TopicPartition, ArrayDeque<ConsumerRecord<byte[], byte[]>>> read) {
        var places = new ArrayList<Long>();
        read.keySet().forEach(input -> places.add(consumer.position(input)));
        for (var record : consumer.poll(POLL)) {
            var input = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < end(input)) queue(read, input).add(record);
        }
        var after = new ArrayList<Long>();
        read.keySet().forEach(input -> after.add(consumer.position(input)));
        return !after.equals(places);
    }

    /// As long as every input that has more to come has told its next.
    private void handOver(
            Map<TopicPartition, ArrayDeque<ConsumerRecord<byte[], byte[]>>> read,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        while (read.entrySet().stream().allMatch(entry -> !entry.getValue().isEmpty() || isAtEnd(entry.getKey()))) {
            var next = read.values().stream()
                    .filter(queue -> !queue.isEmpty())
                    .min(Comparator.comparingLong(queue -> queue.element().timestamp()));
            if (next.isEmpty()) return;
            each.accept(next.get().remove());
        }
    }

    private static ArrayDeque<ConsumerRecord<byte[], byte[]>> queue(
            Map<TopicPartition, ArrayDeque<ConsumerRecord<byte[], byte[]>>> read, TopicPartition input) {
        return read.computeIfAbsent(input, _ -> new ArrayDeque<>());
    }

    private boolean isAtEnd(TopicPartition input) {
        return consumer.position(input) >= end(input);
    }

    private long end(TopicPartition input) {
        return ends.getOrDefault(input, 0L);
    }

    /// Also where reading was interrupted, which is still to be seen afterwards: the consumer would close with an
    /// error.
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            consumer.close();
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
