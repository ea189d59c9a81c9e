package dev.synoptic.benchmarks.pipeline;

import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.schemas.HostHeaders;
import dev.synoptic.schemas.Topics;
import dev.synoptic.streams.Stores.StoreKind;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Two instances of streams as processes of their own, under a light load: the first is killed, and the other takes its
/// partitions over, with or without warm copies of its stores.
final class Takeover {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// A copy that has not grown for so long is up to date.
    private static final Duration STILL = Duration.ofSeconds(5);

    private static final String READY = "ready";
    private static final String WARM = "warm";

    private final String bootstrap;
    private final Path signatures;
    private final int standbys;

    Takeover(String bootstrap, Path signatures, int standbys) {
        this.bootstrap = bootstrap;
        this.signatures = signatures;
        this.standbys = standbys;
    }

    /// Runs one instance until it is killed: the main method of its process.
    static void instance(String bootstrap, Path signatures, List<String> arguments) throws Exception {
        var folder = Path.of(arguments.get(0));
        var settings = Service.settings(bootstrap, signatures, folder, StoreKind.MEMORY, arguments.get(1))
                .among(1, Integer.parseInt(arguments.get(2)), Optional.empty(), OptionalInt.empty());
        try (var service = Service.start(settings)) {
            service.awaitReady();
            Files.createFile(folder.resolve(READY));
            service.awaitWarm(STILL);
            Files.createFile(folder.resolve(WARM));
            LockSupport.park(service);
        }
    }

    /// Seconds from the kill until each partition has told a state of what came in after it.
    ///
    /// @param group  whose hosts are remembered already
    /// @param folder for the state of both; not used before
    double seconds(String group, Path folder) throws Exception {
        var processes = new ArrayList<Process>();
        var come = new ConcurrentHashMap<Integer, Long>();
        TopicTail.Reader states = record -> HostHeaders.readFrom(record.headers())
                .ifPresent(input -> come.merge(input.partition(), input.offset(), Math::max));
        try (var tail =
                new TopicTail(Topics.HOSTS.name(), KafkaClients.at(bootstrap).uncommitted(), states)) {
            tail.start();
            for (int i = 0; i < 2; i++) {
                var state = Files.createDirectories(folder.resolve(Integer.toString(i)));
                var process = start(state, group);
                processes.add(process);
                await(process, state, READY);
            }
            await(processes.getLast(), folder.resolve("1"), WARM);
            try (var _ = Trickle.to(bootstrap, "trickle-" + standbys)) {
                awaitStatesOfAllBefore(ends(), come);
                processes.getFirst().destroyForcibly().waitFor();
                long begun = System.nanoTime();
                awaitStatesOfAllBefore(ends(), come);
                return (System.nanoTime() - begun) / 1e9;
            }
        } finally {
            for (var process : processes) process.destroyForcibly().waitFor();
        }
    }

    private static void awaitStatesOfAllBefore(Map<Integer, Long> ends, Map<Integer, Long> come) {
        await(
                "all partitions go on",
                () -> ends.entrySet().stream().allMatch(end -> come.getOrDefault(end.getKey(), -1L) >= end.getValue()));
    }

    /// Where each partition of the input ends now.
    private Map<Integer, Long> ends() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var ends = IntStream.range(0, PipelineBenchmark.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(Topics.HANDSHAKES.name(), partition))
                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            end -> end.getKey().partition(),
                            end -> end.getValue().offset()));
        }
    }

    private static void await(Process process, Path state, String mark) throws IOException {
        await("an instance is " + mark, () -> Files.exists(state.resolve(mark)) || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException("an instance ended: " + Files.readString(state.resolve("log")));
        }
    }

    private static void await(String what, BooleanSupplier met) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!met.getAsBoolean()) {
            if (System.nanoTime() > end) throw new IllegalStateException("not within " + PATIENCE + ": " + what);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private Process start(Path state, String group) throws IOException {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-Xmx3g", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(PipelineBenchmark.class.getName(), signatures.toString(), "instance", bootstrap));
        command.addAll(List.of(state.toString(), group, Integer.toString(standbys)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(state.toFile(), "log"))
                .start();
    }
}
