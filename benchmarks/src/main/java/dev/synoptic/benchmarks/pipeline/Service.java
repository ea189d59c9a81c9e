package dev.synoptic.benchmarks.pipeline;

import dev.synoptic.packet.Fidelity;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.streams.Stores;
import dev.synoptic.streams.Stores.StoreKind;
import dev.synoptic.streams.StreamsCounter;
import dev.synoptic.streams.StreamsService;
import dev.synoptic.streams.StreamsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `fingerprint-streams` under measurement.
final class Service implements AutoCloseable {

    private static final String CLIENTS = "kafka.";
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final StreamsService service;

    private Service(StreamsService service) {
        this.service = service;
    }

    static StreamsSettings settings(String bootstrap, Path signatures, Path folder, StoreKind kind, String name) {
        return StreamsSettings.of(bootstrap, signatures, folder)
                .named("benchmark-" + name)
                .with(Stores.of(kind))
                .with(Fidelity.FLEET)
                .threads(Integer.getInteger("threads", 2))
                .kafka(clients());
    }

    /// System properties that begin so are for Kafka's clients: to measure other settings.
    private static Map<String, String> clients() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(CLIENTS))
                .collect(Collectors.toMap(name -> name.substring(CLIENTS.length()), System::getProperty));
    }

    static Service start(StreamsSettings settings) throws IOException, SignatureFileException {
        return new Service(StreamsService.start(settings));
    }

    void awaitReady() throws InterruptedException, TimeoutException, ExecutionException {
        service.awaitReady(PATIENCE);
    }

    /// Waits until the copies of others' stores have not grown for this long.
    void awaitWarm(Duration still) {
        double copied = -1;
        for (long since = System.nanoTime(); System.nanoTime() - since < still.toNanos(); ) {
            double now = copied();
            if (now != copied) since = System.nanoTime();
            copied = now;
            LockSupport.parkNanos(100_000_000);
        }
    }

    /// Records that were read of changelogs.
    private double copied() {
        return service.metrics()
                .lines()
                .filter(line -> line.startsWith("kafka_consumer_fetch_manager_records_consumed_total")
                        && line.contains("restore-consumer"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /// Waits until so many records are through; answers how fast, from the first that it sees.
    Pace throughput(long records) {
        while (read() == 0) LockSupport.parkNanos(1_000_000);
        long first = read();
        var pace = Pace.begin();
        while (read() < records) LockSupport.parkNanos(1_000_000);
        return pace.after(records - first);
    }

    private long read() {
        return service.counters().get(StreamsCounter.RECORDS)
                + service.counters().get(StreamsCounter.REPEATS);
    }

    /// Octets of all files below a folder.
    static long octets(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).mapToLong(Service::size).sum();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0; // compacted away while we looked
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
