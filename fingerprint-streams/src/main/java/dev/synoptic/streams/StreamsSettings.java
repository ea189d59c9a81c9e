package dev.synoptic.streams;

import dev.synoptic.packet.Fidelity;
import dev.synoptic.streams.Stores.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What the service must be told.
///
/// @param bootstrap      brokers to begin with, `host:port` by commas
/// @param applicationId  name of the consumer group, transactions and internal topics; equal for all
///     instances
/// @param signatures     the signature database
/// @param fidelity       by whose rules they are matched
/// @param stateDir       folder for the stores; one process at a time
/// @param stores         where the stores lie, and how much they hold
/// @param threads        stream threads; more than partitions are of no use
/// @param replication    copies of the internal topics
/// @param standbys       warm copies of the stores on other instances
/// @param commitInterval time between transactions: how long committed readers wait, and how much a crash
///     repeats
/// @param linger         how long a record may wait for company before it is sent
/// @param sessionTimeout after so much silence the group gives an instance up
/// @param instance       name that this instance keeps over restarts (static membership), so that a short one moves no
///     partition; without one it leaves the group when it stops
/// @param httpPort       metrics and health on loopback; 0 for any free port
/// @param kafka          passed to Kafka's clients as it is, such as TLS; comes first, the settings above
///     win
public record StreamsSettings(
        String bootstrap,
        String applicationId,
        Path signatures,
        Fidelity fidelity,
        Path stateDir,
        Stores stores,
        int threads,
        int replication,
        int standbys,
        Duration commitInterval,
        Duration linger,
        Duration sessionTimeout,
        Optional<String> instance,
        OptionalInt httpPort,
        Map<String, String> kafka) {

    public StreamsSettings {
        if (threads < 1) throw new IllegalArgumentException("threads: " + threads + ", expected at least 1");
        if (commitInterval.isNegative()) throw new IllegalArgumentException("commit interval: " + commitInterval);
        kafka = Map.copyOf(kafka);
    }

    /// The usual settings of one instance on one machine: stores in memory, one thread, nothing replicated.
    public static StreamsSettings of(String bootstrap, Path signatures, Path stateDir) {
        return new StreamsSettings(
                bootstrap,
                "synoptic-fingerprint-streams",
                signatures,
                Fidelity.FLEET,
                stateDir,
                Stores.of(StoreKind.MEMORY),
                1,
                1,
                0,
                Duration.ofMillis(100),
                Duration.ofMillis(2),
                Duration.ofSeconds(6),
                Optional.empty(),
                OptionalInt.empty(),
                Map.of());
    }

    /// The same under another name.
    public StreamsSettings named(String id) {
        return new StreamsSettings(
                bootstrap,
                id,
                signatures,
                fidelity,
                stateDir,
                stores,
                threads,
                replication,
                standbys,
                commitInterval,
                linger,
                sessionTimeout,
                instance,
                httpPort,
                kafka);
    }

    /// The same with other stores.
    public StreamsSettings with(Stores other) {
        return new StreamsSettings(
                bootstrap,
                applicationId,
                signatures,
                fidelity,
                stateDir,
                other,
                threads,
                replication,
                standbys,
                commitInterval,
                linger,
                sessionTimeout,
                instance,
                httpPort,
                kafka);
    }

    /// The same with other rules of matching.
    public StreamsSettings with(Fidelity rules) {
        return new StreamsSettings(
                bootstrap,
                applicationId,
                signatures,
                rules,
                stateDir,
                stores,
                threads,
                replication,
                standbys,
                commitInterval,
                linger,
                sessionTimeout,
                instance,
                httpPort,
                kafka);
    }

    /// The same with so many threads.
    public StreamsSettings threads(int count) {
        return new StreamsSettings(
                bootstrap,
                applicationId,
                signatures,
                fidelity,
                stateDir,
                stores,
                count,
                replication,
                standbys,
                commitInterval,
                linger,
                sessionTimeout,
                instance,
                httpPort,
                kafka);
    }

    /// The same with these settings of Kafka's clients.
    public StreamsSettings kafka(Map<String, String> clients) {
        return new StreamsSettings(
                bootstrap,
                applicationId,
                signatures,
                fidelity,
                stateDir,
                stores,
                threads,
                replication,
                standbys,
                commitInterval,
                linger,
                sessionTimeout,
                instance,
                httpPort,
                clients);
    }

    /// The same as one of several machines: copies of internal topics and stores, and a port for its operators.
    public StreamsSettings among(int copies, int warmCopies, Optional<String> name, OptionalInt port) {
        return new StreamsSettings(
                bootstrap,
                applicationId,
                signatures,
                fidelity,
                stateDir,
                stores,
                threads,
                copies,
                warmCopies,
                commitInterval,
                linger,
                sessionTimeout,
                name,
                port,
                kafka);
    }
}
