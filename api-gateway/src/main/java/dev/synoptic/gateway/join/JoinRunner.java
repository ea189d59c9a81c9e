package dev.synoptic.gateway.join;

import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.schemas.store.LostTransactions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/// The join as a running Kafka Streams application, exactly once.
public final class JoinRunner implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(JoinRunner.class.getName());

    /// Results become visible with each commit. A commit costs the brokers as much as hundreds of records: some ten
    /// partitions of each task are added to its transaction.
    private static final int COMMIT_MILLIS = 500;

    /// Streams' own default is 100 ms, which would be most of the way from an event to its count.
    private static final int LINGER_MILLIS = 5;

    private static final int SESSION_MILLIS = 6_000;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);

    private final KafkaStreams streams;
    private final AtomicReference<String> failure = new AtomicReference<>("");

    /// @param clients       the cluster
    /// @param applicationId names the group, the stores' changelogs and the transactions; the same for all gateways
    /// @param stateFolder   for the lock and checkpoints of this process, and its stores on disk
    /// @param threads       at most as many as the inputs have partitions are of use
    public JoinRunner(
            JoinTopology topology, KafkaClients clients, String applicationId, Path stateFolder, int threads) {
        this.streams = new KafkaStreams(topology.build(), settings(clients, applicationId, stateFolder, threads));
        streams.setUncaughtExceptionHandler(new LostTransactions(
                System::nanoTime,
                lost -> LOG.log(
                        System.Logger.Level.WARNING,
                        "the join lost a transaction, another thread begins at the last commit: {0}",
                        lost.getMessage()),
                bug -> {
                    LOG.log(System.Logger.Level.ERROR, "the join has stopped", bug);
                    failure.set("the join has stopped: " + bug.getMessage());
                }));
    }

    private static Properties settings(KafkaClients clients, String applicationId, Path stateFolder, int threads) {
        var settings = new Properties();
        settings.putAll(clients.settings());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class);
        settings.put("processing.exception.handler.global.enabled", true);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
        return settings;
    }

    /// Begins to join.
    public JoinRunner start() {
        streams.start();
        return this;
    }

    /// Whether it has its partitions and works on them.
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /// What is wrong; empty text where nothing is.
    public String failure() {
        return Objects.requireNonNull(failure.get());
    }

    /// Leaves the group, so that others, or a restart, take over at once.
    @Override
    public void close() {
        boolean whole =
                streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(CLOSE_PATIENCE));
        if (!whole) LOG.log(System.Logger.Level.WARNING, "the join did not end within {0}", CLOSE_PATIENCE);
    }
}
