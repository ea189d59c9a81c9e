package dev.synoptic.benchmarks.pipeline;

import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.schemas.Topics;
import dev.synoptic.streams.Stores.StoreKind;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Two instances of streams as processes of their own: the first is killed, and the other takes its partitions over,
/// with or without warm copies of its stores.
final class Takeover {

    private static final Duration WARMING = Duration.ofSeconds(20);
    private static final int PROBES = 256;

    private Takeover() {}

    /// Runs one instance until it is killed: the main method of its process.
    static void instance(String bootstrap, Path signatures, List<String> arguments) throws Exception {
        int standbys = Integer.parseInt(arguments.get(2));
        var settings = Service.settings(
                        bootstrap, signatures, Path.of(arguments.get(0)), StoreKind.MEMORY, arguments.get(1))
                .among(1, standbys, Optional.empty(), OptionalInt.empty());
        try (var service = Service.start(settings)) {
            service.awaitReady();
            Files.createFile(Path.of(arguments.get(0), "ready"));
            LockSupport.park(service);
        }
    }

    /// Seconds from the kill to the last state of handshakes sent right after it, for all partitions.
    static double seconds(String bootstrap, Path signatures, Path folder, String name, int standbys) throws Exception {
        var states = new AtomicLong();
        var processes = new ArrayList<Process>();
        var tail = new TopicTail(
                        Topics.HOSTS.name(),
                        KafkaClients.at(bootstrap).uncommitted(),
                        record -> states.incrementAndGet())
                .start();
        try (var load = new Load(bootstrap, PROBES, name, 2)) {
            for (int i = 0; i < 2; i++) {
                var state = Files.createDirectories(folder.resolve(name + i));
                processes.add(start(bootstrap, signatures, state, name, standbys));
                while (!Files.exists(state.resolve("ready"))) LockSupport.parkNanos(10_000_000);
            }
            if (!tail.awaitReady(Duration.ofMinutes(1))) throw new IllegalStateException("hosts.v1 is not read");
            Thread.sleep(WARMING);
            long before = states.get();
            processes.getFirst().destroyForcibly().waitFor();
            long begun = System.nanoTime();
            load.send(2L * PROBES, Latency.micros());
            while (states.get() < before + PROBES) LockSupport.parkNanos(1_000_000);
            return (System.nanoTime() - begun) / 1e9;
        } finally {
            for (var process : processes) process.destroyForcibly().waitFor();
            tail.close();
        }
    }

    private static Process start(String bootstrap, Path signatures, Path state, String name, int standbys)
            throws Exception {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-Xmx2g", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(PipelineBenchmark.class.getName(), signatures.toString(), "instance", bootstrap));
        command.addAll(List.of(state.toString(), name, Integer.toString(standbys)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(state.toFile(), "log"))
                .start();
    }
}
