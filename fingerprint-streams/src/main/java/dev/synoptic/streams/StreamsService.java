package dev.synoptic.streams;

import dev.synoptic.schemas.exchange.SchemaExchange;
import dev.synoptic.schemas.store.LostTransactions;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.streams.Stores.StoreKind;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One instance of the service: made, started once, closed once. The topics must exist (`TopicSetup`).
public final class StreamsService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsService.class);

    /// A clean stop commits what was read and gives its partitions away; beyond this it is given up.
    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

    private final StreamsSettings settings;
    private final StreamsMetrics metrics;
    private Optional<OperationPort> port = Optional.empty();
    private final KafkaStreams streams;
    private final Topology topology;
    private final StreamsCounters counters;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private StreamsService(
            StreamsSettings settings, KafkaStreams streams, Topology topology, StreamsCounters counters) {
        this.settings = settings;
        this.metrics = new StreamsMetrics(streams, counters);
        this.streams = streams;
        this.topology = topology;
        this.counters = counters;
    }

    /// Reads the signatures and starts reading handshakes; returns before it is [#awaitReady].
    ///
    /// @throws SignatureFileException with every mistake in the signature file, before anything starts
    /// @throws IOException            where that file cannot be read
    public static StreamsService start(StreamsSettings settings) throws IOException, SignatureFileException {
        var judges = judges(settings);
        SchemaExchange.join(settings.bootstrap(), settings.kafka());
        var counters = new StreamsCounters();
        var topology = new FingerprintTopology(judges, settings.stores(), counters).build();
        var streams = new KafkaStreams(topology, ClientSettings.of(settings, counters), new Clients());
        var service = new StreamsService(settings, streams, topology, counters);
        streams.setStateListener((now, before) -> service.stateChanged(now));
        streams.setUncaughtExceptionHandler(new LostTransactions(System::nanoTime, service::replaced, service::failed));
        try {
            service.openPort(settings);
        } catch (IOException occupied) {
            streams.close();
            throw occupied;
        }
        streams.start();
        return service;
    }

    private static Judges judges(StreamsSettings settings) throws IOException, SignatureFileException {
        var file = settings.signatures();
        var database = PublishedDatabases.parse(file.toString(), Files.readAllBytes(file), settings.fidelity());
        return new PublishedDatabases(
                Judge.by(database, settings.fidelity()),
                settings.fidelity(),
                () -> new KafkaConsumer<>(
                        ClientSettings.reader(settings), new StringDeserializer(), new ByteArrayDeserializer()));
    }

    /// Waits until all stores are restored and records are being read.
    ///
    /// @throws TimeoutException   if that takes longer
    /// @throws ExecutionException if the service failed instead; its cause says why
    public void awaitReady(Duration atMost) throws InterruptedException, TimeoutException, ExecutionException {
        ready.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Whether all stores are restored and records are being read, now.
    public boolean isReady() {
        return streams.state() == State.RUNNING;
    }

    /// Ends when the service does: normally by [#close], exceptionally by a failure that it cannot outlive.
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /// What was counted since the start.
    public StreamsCounters counters() {
        return counters;
    }

    /// What it counts, as Prometheus reads it.
    public String metrics() {
        return metrics.scrape();
    }

    /// The port of metrics and health; empty where the settings name none.
    public OptionalInt httpPort() {
        return port.map(OperationPort::port).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private void openPort(StreamsSettings wanted) throws IOException {
        if (wanted.httpPort().isPresent()) {
            port = Optional.of(OperationPort.open(wanted.httpPort().getAsInt(), this::isReady, metrics::scrape));
        }
    }

    /// The topology that every instance runs, as drawn by Kafka Streams, whatever the signatures.
    public static String describeTopology() {
        return new FingerprintTopology(
                        Judges.only(withoutSignatures()), Stores.of(StoreKind.MEMORY), new StreamsCounters())
                .build()
                .describe()
                .toString();
    }

    private static Judge withoutSignatures() {
        try {
            return Judge.by(SignatureDatabase.parse("none", ""));
        } catch (SignatureFileException impossible) {
            throw new IllegalStateException("an empty file of signatures is one", impossible); // FP-1
        }
    }

    /// The topology as drawn by Kafka Streams.
    public String describe() {
        return topology.describe().toString();
    }

    /// Commits and stops. An instance without a name leaves the group, so that nobody waits for its session to run out;
    /// one with a name keeps its partitions for as long as a session lasts, since it comes back.
    @Override
    public void close() {
        port.ifPresent(OperationPort::close);
        var membership = settings.instance().isPresent()
                ? GroupMembershipOperation.REMAIN_IN_GROUP
                : GroupMembershipOperation.LEAVE_GROUP;
        var options = CloseOptions.timeout(CLOSE_MAX).withGroupMembershipOperation(membership);
        metrics.close();
        if (!streams.close(options)) LOG.warn("not stopped within {} s", CLOSE_MAX.toSeconds());
        ended.complete(null);
    }

    private void stateChanged(State now) {
        LOG.debug("{}", now);
        switch (now) {
            case RUNNING -> ready.complete(null);
            case ERROR -> fail(new IllegalStateException("the stream threads have ended"));
            case NOT_RUNNING -> {
                ready.completeExceptionally(new IllegalStateException("closed before it was ready"));
                ended.complete(null);
            }
            default -> {}
        }
    }

    private void replaced(Throwable failure) {
        LOG.warn("a transaction is lost, another thread begins at the last commit: {}", reason(failure));
        counters.count(StreamsCounter.THREADS_REPLACED);
    }

    private void failed(Throwable failure) {
        LOG.error("giving up: {}", reason(failure), failure);
        fail(failure);
    }

    private static String reason(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
    }

    private void fail(Throwable failure) {
        ready.completeExceptionally(failure);
        ended.completeExceptionally(failure);
    }
}
