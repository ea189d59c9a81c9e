package dev.synoptic.benchmarks.pipeline;

import dev.synoptic.benchmarks.pipeline.WeightyCopy.Weights;
import dev.synoptic.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/// What Kafka Streams alone takes for the pipeline's own output of a backlog: one source, one processor, one store in
/// memory with its changelog, one sink, exactly once, and nothing decoded. Of each two records read, one puts a
/// host's state and one is answered by a fingerprint, as in [WeightyCopy].
///
/// Its producers may wait ten times as long as the pipeline's for company, so that its batches are full.
final class BareStreams {

    private static final String SOURCE = "in";
    private static final String STORE = "states";
    private static final int LINGER_MILLIS = 20;
    private static final int BATCH_OCTETS = 64 << 10;
    private static final int COMMIT_MILLIS = 100;

    private BareStreams() {}

    /// Passes so many records through; answers how fast, from the first.
    ///
    /// @param name of its group, whose own it is
    static Pace run(String bootstrap, Path folder, String name, String target, Weights weights, long records) {
        var read = new LongAdder();
        var settings = new Properties();
        settings.putAll(Map.of(
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                StreamsConfig.APPLICATION_ID_CONFIG,
                name,
                StreamsConfig.STATE_DIR_CONFIG,
                folder.resolve(name).toString(),
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                Integer.getInteger("threads", 2),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                COMMIT_MILLIS,
                StreamsConfig.consumerPrefix("auto.offset.reset"),
                "earliest",
                StreamsConfig.producerPrefix("linger.ms"),
                LINGER_MILLIS,
                StreamsConfig.producerPrefix("batch.size"),
                BATCH_OCTETS,
                StreamsConfig.producerPrefix("compression.type"),
                "lz4"));
        var leaving = CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
        var streams = new KafkaStreams(topology(target, weights, read), settings);
        try {
            streams.start();
            while (read.sum() == 0) LockSupport.parkNanos(1_000_000);
            long first = read.sum();
            var pace = Pace.begin();
            while (read.sum() < records) LockSupport.parkNanos(1_000_000);
            return pace.after(records - first);
        } finally {
            streams.close(leaving);
        }
    }

    private static Topology topology(String target, Weights weights, LongAdder read) {
        var octets = new ByteArrayDeserializer();
        return new Topology()
                .addSource(SOURCE, octets, octets, Topics.HANDSHAKES.name())
                .addProcessor("put", () -> new Step(weights, read), SOURCE)
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                                .withLoggingEnabled(Map.of()),
                        "put")
                .addSink("out", target, new ByteArraySerializer(), new ByteArraySerializer(), "put");
    }

    private static final class Step extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

        private final Weights weights;
        private final LongAdder read;
        private KeyValueStore<Bytes, byte[]> states;
        private int count;

        @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
        private Step(Weights weights, LongAdder read) {
            this.weights = weights;
            this.read = read;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            super.init(context);
            states = context.getStateStore(STORE);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            read.increment();
            count++;
            if (count % 2 == 0) context().forward(record.withValue(weight(weights.fingerprints())));
            else states.put(Bytes.wrap(record.key()), weight(weights.hosts()));
        }

        private byte[] weight(List<byte[]> values) {
            return values.get(count % values.size());
        }
    }
}
