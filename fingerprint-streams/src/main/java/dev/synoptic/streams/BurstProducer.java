package dev.synoptic.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.metrics.KafkaMetric;

/// A stream thread's producer, which sends in bursts while the thread is behind.
///
/// A short linger, which fresh answers need, makes of a backlog thousands of small batches a second: each costs a
/// compressor here, a request, and a write at the broker, more than the records in it. What comes of old records is
/// therefore handed on in bursts, each of which fills its batches, and at the commit at the latest. What comes of fresh
/// records is handed on at once, and takes with it whatever waits.
///
/// Only stream threads send, one each; as Kafka Streams has it, failures are told by callbacks, and checked by it after
/// every flush.
final class BurstProducer implements Producer<byte[], byte[]> {

    /// Made of records older than this when it is sent, it belongs to a backlog; as in [HeldBack].
    static final long BEHIND_MILLIS = HeldBack.BEHIND_MILLIS;

    /// A burst begins so long after the first record that waits for it.
    static final Duration EVERY = Duration.ofMillis(50);

    /// Octets that wait at most.
    static final int OCTETS_MAX = 4 << 20;

    private final Producer<byte[], byte[]> producer;
    private final LongSupplier millis;
    private final List<Waiting> waiting = new ArrayList<>();
    private long sinceMillis;
    private int octets;

    private record Waiting(ProducerRecord<byte[], byte[]> record, Callback callback) {}

    /// @param millis the time, in milliseconds since 1970
    BurstProducer(Producer<byte[], byte[]> producer, LongSupplier millis) {
        this.producer = producer;
        this.millis = millis;
    }

    /// The future of what waits is never done: who sends goes by the callback.
    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        long now = millis.getAsLong();
        Long timestamp = record.timestamp();
        if (timestamp == null || now - timestamp <= BEHIND_MILLIS) {
            release();
            return producer.send(record, callback);
        }
        if (waiting.isEmpty()) sinceMillis = now;
        waiting.add(new Waiting(record, callback));
        octets += octets(record);
        if (octets >= OCTETS_MAX || now - sinceMillis >= EVERY.toMillis()) release();
        return new CompletableFuture<>();
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return send(record, (_, _) -> {});
    }

    /// Hands on what waits. Where that fails, the transaction is lost, and one callback is enough to say so.
    private void release() {
        try {
            for (var next : waiting) if (!handOn(next)) break;
        } finally {
            forget();
        }
    }

    private boolean handOn(Waiting next) {
        try {
            var _ = producer.send(next.record(), next.callback());
            return true;
        } catch (KafkaException failed) {
            next.callback().onCompletion(null, failed.getCause() instanceof ApiException cause ? cause : failed);
            return false;
        }
    }

    private void forget() {
        waiting.clear();
        octets = 0;
    }

    private static int octets(ProducerRecord<byte[], byte[]> record) {
        return (record.key() == null ? 0 : record.key().length) + (record.value() == null ? 0 : record.value().length);
    }

    @Override
    public void flush() {
        release();
        producer.flush();
    }

    @Override
    public void initTransactions() {
        producer.initTransactions();
    }

    @Override
    public void beginTransaction() {
        producer.beginTransaction();
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata consumers) {
        release();
        producer.sendOffsetsToTransaction(offsets, consumers);
    }

    @Override
    public void commitTransaction() {
        release();
        producer.commitTransaction();
    }

    /// What waits belonged to the transaction; it is made anew of the same input.
    @Override
    public void abortTransaction() {
        forget();
        producer.abortTransaction();
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return producer.partitionsFor(topic);
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return producer.metrics();
    }

    @Override
    public Uuid clientInstanceId(Duration atMost) {
        return producer.clientInstanceId(atMost);
    }

    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {
        producer.registerMetricForSubscription(metric);
    }

    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {
        producer.unregisterMetricFromSubscription(metric);
    }

    @Override
    public void close() {
        forget();
        producer.close();
    }

    @Override
    public void close(Duration atMost) {
        forget();
        producer.close(atMost);
    }
}
