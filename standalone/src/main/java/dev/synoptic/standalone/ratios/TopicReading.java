package dev.synoptic.standalone.ratios;

import dev.synoptic.schemas.Topic;
import dev.synoptic.schemas.codec.UnreadableRecord;
import dev.synoptic.schemas.exchange.SchemaExchange;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.shell.Causes;
import dev.synoptic.standalone.shell.OutsideFailure;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads a topic once, from its beginning to where it ended when asked; committed records only.
public final class TopicReading {

    /// Longer than a busy cluster takes to answer; an absent one is told after it.
    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);

    private static final Duration POLL = Duration.ofMillis(200);

    /// After so many polls in a row that brought nothing, a minute, the rest counts as lost.
    private static final int SILENT_POLLS_MAX = 300;

    private final Map<String, String> client;

    /// @param settings of which `kafka` says where the cluster is
    public TopicReading(Settings settings) {
        if (!settings.kafka().containsKey("bootstrap.servers")) {
            throw new UserMistake("kafka.bootstrap.servers is not set, expected host:port of a broker");
        }
        client = new HashMap<>(settings.kafka());
        client.put("default.api.timeout.ms", Long.toString(ANSWER_MAX.toMillis()));
        client.put("request.timeout.ms", Long.toString(ANSWER_MAX.toMillis()));
        client.put("isolation.level", "read_committed");
        client.put("enable.auto.commit", "false");
        client.put("auto.offset.reset", "earliest"); // what retention deletes meanwhile takes nothing else with it
        client.put("allow.auto.create.topics", "false"); // whoever only reads makes nothing
    }

    /// How many partitions a topic has.
    public int partitions(Topic<?, ?> topic) {
        return asking(consumer -> consumer.partitionsFor(topic.name()).size());
    }

    /// Hands over every record.
    public void read(Topic<?, ?> topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        read(extent(topic), each);
    }

    /// Hands over every value that can be read.
    ///
    /// @param err is told of the others
    public <V> void values(Topic<?, V> topic, PrintWriter err, Consumer<V> each) {
        read(topic, record -> value(topic, record, Optional.of(err)).ifPresent(each));
        err.flush();
    }

    /// The value of a record; empty where it has none, or none that can be read.
    ///
    /// @param err is told of what cannot be read, and where
    static <V> Optional<V> value(Topic<?, V> topic, ConsumerRecord<byte[], byte[]> record, Optional<PrintWriter> err) {
        try {
            return Optional.ofNullable(topic.values().deserializer().deserialize(record.topic(), record.value()));
        } catch (UnreadableRecord unreadable) {
            err.ifPresent(told -> told.println("left out: " + record.topic() + " partition " + record.partition()
                    + " offset " + record.offset() + ": " + unreadable.why().text()));
            return Optional.empty();
        }
    }

    /// A topic as it stands: what comes later is in no reading of it.
    ///
    /// @param ends    of its partitions
    /// @param records at most, from its beginning
    public record Extent(Map<TopicPartition, Long> ends, long records) {
        public Extent {
            ends = Map.copyOf(ends);
        }
    }

    /// How far a topic goes now.
    public Extent extent(Topic<?, ?> topic) {
        return asking(consumer -> {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            if (partitions.isEmpty()) throw new UserMistake(topic.name() + ": the cluster has no such topic");
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long records = ends.values().stream().mapToLong(Long::longValue).sum()
                    - consumer.beginningOffsets(partitions).values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
            return new Extent(ends, records);
        });
    }

    /// Hands over every record up to there; may be done again.
    public void read(Extent extent, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Long> ends = extent.ends();
        var _ = asking(consumer -> {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            long before = -1;
            int silent = 0;
            for (long left = left(consumer, ends); left > 0; left = left(consumer, ends)) {
                silent = left == before ? silent + 1 : 0;
                if (silent > SILENT_POLLS_MAX) throw new OutsideFailure("Kafka: " + left + " records never came");
                before = left;
                for (var record : consumer.poll(POLL)) {
                    var partition = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < ends.getOrDefault(partition, 0L)) each.accept(record);
                }
            }
            return true;
        });
    }

    private static long left(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    private interface Work<T> {
        T on(KafkaConsumer<byte[], byte[]> consumer);
    }

    private <T> T asking(Work<T> work) {
        try (var consumer = new KafkaConsumer<>(
                new HashMap<String, Object>(client), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            SchemaExchange.join(client.getOrDefault("bootstrap.servers", ""), client);
            return work.on(consumer);
        } catch (KafkaException failed) {
            throw new OutsideFailure("Kafka: " + Causes.innermost(failed), failed);
        }
    }
}
