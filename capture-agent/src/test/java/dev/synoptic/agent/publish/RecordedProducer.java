package dev.synoptic.agent.publish;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A producer that remembers what it was given, to a cluster where each topic has four partitions.
public final class RecordedProducer {

    private RecordedProducer() {}

    /// One whose brokers take everything at once.
    public static MockProducer<byte[], byte[]> acknowledging() {
        return producer(true);
    }

    /// One whose brokers say nothing until they are told to.
    public static MockProducer<byte[], byte[]> silent() {
        return producer(false);
    }

    private static MockProducer<byte[], byte[]> producer(boolean acknowledging) {
        var node = new Node(0, "localhost", 9092);
        var partitions = IntStream.range(0, 4)
                .boxed()
                .flatMap(i -> Stream.of("handshakes.v1", "verdicts.v1", "deliveries.v1")
                        .map(topic -> new PartitionInfo(topic, i, node, new Node[] {node}, new Node[] {node})))
                .toList();
        var cluster = new Cluster("cluster", List.of(node), partitions, Set.of(), Set.of());
        return new MockProducer<>(
                cluster, acknowledging, new ByPartitionOfKey(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// What the default partitioner does with a key.
    private static final class ByPartitionOfKey implements Partitioner {
        @Override
        public int partition(
                String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
            return BuiltInPartitioner.partitionForKey(
                    keyBytes, cluster.partitionsForTopic(topic).size());
        }

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> settings) {}
    }
}
