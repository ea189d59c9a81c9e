package dev.synoptic.standalone.broker;

import dev.synoptic.standalone.shell.Causes;
import dev.synoptic.standalone.system.FolderLock;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.common.Feature;
import org.slf4j.LoggerFactory;

/// One Kafka node, broker and KRaft controller at once, in this JVM and on the loopback interface only.
///
/// It is the published broker, whole: transactions, compaction and consumer groups work as in a cluster of one.
/// [#start] returns once clients can connect; [#close] stops it in order and then releases its storage.
public final class EmbeddedBroker implements AutoCloseable {

    /// Any free port.
    public static final int ANY_PORT = 0;

    // One node, reached through loopback only, cannot be mistaken for another cluster's.
    private static final String CLUSTER_ID = "synoptic-standalone";

    private final BrokerStorage storage;
    private final FolderLock lock;
    private final LoopbackListeners listeners;
    private final BrokerFaults faults = new BrokerFaults();
    private final Metrics metrics;
    private final ControllerServer controller;
    private final BrokerServer broker;
    private boolean closed;

    private EmbeddedBroker(BrokerStorage storage, FolderLock lock, LoopbackListeners listeners) throws IOException {
        this.storage = storage;
        this.lock = lock;
        this.listeners = listeners;
        Path folder = storage.folder().resolve("kafka");
        format(folder);
        var config = new KafkaConfig(BrokerSettings.of(listeners, folder), false);
        var found = KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(EmbeddedBroker.class), "");
        this.metrics = Server.initializeMetrics(config, Time.SYSTEM, CLUSTER_ID);
        QuorumConfig quorum = config.quorumConfig();
        var shared = new SharedServer(
                config,
                found._1(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
                QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
                faults,
                listeners);
        this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), found._2());
        this.broker = new BrokerServer(shared);
    }

    /// Starts a broker whose data goes with it, on a free port.
    public static EmbeddedBroker temporary() throws IOException {
        return start(BrokerStorage.temporary(), ANY_PORT);
    }

    /// Starts a broker; an empty folder is formatted first, a formatted one is taken up where it was left.
    ///
    /// @param port where clients connect, on 127.0.0.1; [#ANY_PORT] for a free one
    /// @throws IOException where the port or the folder cannot be had, or Kafka does not start on them
    public static EmbeddedBroker start(BrokerStorage storage, int port) throws IOException {
        try (var undo = new Undo()) {
            undo.add(storage::release);
            FolderLock lock = undo.add(FolderLock.take(storage.folder(), "broker"));
            LoopbackListeners listeners = undo.add(LoopbackListeners.bind(port));
            EmbeddedBroker broker = started(storage, lock, listeners);
            undo.forget();
            return broker;
        }
    }

    private static EmbeddedBroker started(BrokerStorage storage, FolderLock lock, LoopbackListeners listeners)
            throws IOException {
        try {
            var made = new EmbeddedBroker(storage, lock, listeners);
            try {
                made.controller.startup();
                made.broker.startup();
            } catch (RuntimeException failed) {
                made.stop();
                throw failed;
            }
            return made;
        } catch (RuntimeException failed) {
            throw new IOException("the embedded broker did not start: " + Causes.innermost(failed), failed);
        }
    }

    /// What clients put into `bootstrap.servers`.
    public String bootstrapServers() {
        return listeners.address(LoopbackListeners.BROKER);
    }

    /// Ends exceptionally when the broker can no longer serve; never otherwise.
    public CompletableFuture<Void> failure() {
        return faults.failure();
    }

    /// Stops in order, then releases the storage; a second call does nothing.
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        stop();
        try {
            lock.close();
        } catch (IOException stuck) {
            throw new UncheckedIOException("cannot let go of " + storage.folder(), stuck);
        }
        storage.release();
    }

    /// The broker first: it hands its leadership back while the controller still listens.
    private void stop() {
        broker.shutdown();
        controller.shutdown();
        metrics.close();
    }

    private static void format(Path folder) throws IOException {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setIgnoreFormatted(true)
                    .setClusterId(CLUSTER_ID)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setControllerListenerName(LoopbackListeners.CONTROLLER)
                    .setDirectories(List.of(folder.toString()))
                    .setMetadataLogDirectory(folder.toString())
                    .run();
        } catch (Exception failed) { // Formatter declares no narrower one
            throw new IOException("cannot format the data folder " + folder + ": " + Causes.innermost(failed), failed);
        }
    }
}
