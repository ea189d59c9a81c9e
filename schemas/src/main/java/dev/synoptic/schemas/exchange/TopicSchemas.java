package dev.synoptic.schemas.exchange;

import static dev.synoptic.schemas.exchange.SchemaExchange.key;

import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.codec.WriterSchemas;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.SchemaParser;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks schemas up on `schemas.v1`, by reading it from its beginning; it holds one record per schema ever
/// in use.
///
/// A miss is asked again only after [#PAUSE]: a flood of unreadable records must not become a flood of
/// reading.
final class TopicSchemas implements WriterSchemas {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSchemas.class);

    /// How long a miss is believed.
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration READ_MAX = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final TopicPartition SCHEMAS = new TopicPartition(Topics.SCHEMAS.name(), 0);

    private final Supplier<Consumer<String, String>> consumers;
    private final Map<String, Schema> read = new HashMap<>();
    private Optional<Long> lastReadNanos = Optional.empty();

    TopicSchemas(Supplier<Consumer<String, String>> consumers) {
        this.consumers = consumers;
    }

    @Override
    public synchronized Optional<Schema> find(long fingerprint) {
        var found = Optional.ofNullable(read.get(key(fingerprint)));
        if (found.isPresent() || !isTimeToRead()) return found;
        readAll();
        return Optional.ofNullable(read.get(key(fingerprint)));
    }

    private boolean isTimeToRead() {
        long now = System.nanoTime();
        if (lastReadNanos.filter(last -> now - last < PAUSE.toNanos()).isPresent()) return false;
        lastReadNanos = Optional.of(now);
        return true;
    }

    private void readAll() {
        try (var consumer = consumers.get()) {
            consumer.assign(List.of(SCHEMAS));
            consumer.seekToBeginning(List.of(SCHEMAS));
            long end = consumer.endOffsets(List.of(SCHEMAS), READ_MAX).getOrDefault(SCHEMAS, 0L);
            long deadline = System.nanoTime() + READ_MAX.toNanos();
            while (consumer.position(SCHEMAS, READ_MAX) < end && System.nanoTime() - deadline < 0) {
                consumer.poll(POLL).forEach(record -> remember(record.key(), record.value()));
            }
        } catch (KafkaException unreachable) {
            LOG.warn("schemas.v1 cannot be read: {}", unreachable.getMessage());
        }
    }

    private void remember(String key, String json) {
        try {
            read.put(key, SchemaParser.parseSingle(json));
        } catch (SchemaParseException nonsense) {
            LOG.warn("schema {} on schemas.v1 makes no sense: {}", key, nonsense.getMessage());
        }
    }
}
