package dev.synoptic.benchmarks.pipeline;

import dev.synoptic.schemas.TopicSetup;
import dev.synoptic.schemas.Topics;
import dev.synoptic.standalone.broker.EmbeddedBroker;
import dev.synoptic.streams.Stores.StoreKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// The pipeline beside a plain copy of the same records, in one process with its broker.
///
/// Arguments: the signature file, which part (`throughput`, `latency`, `hosts`, `takeover`), and for the first how many
/// records (800000), for the last two how many hosts (1000000).
@SuppressWarnings("SystemOut") // a report is what it is for
public final class PipelineBenchmark {

    static final int PARTITIONS = 4;
    private static final int HOSTS = 100_000;
    private static final String COPY = "copy";
    private static final List<Integer> RATES = List.of(100, 1_000, 10_000);
    private static final long WARM_RECORDS = 600_000;
    private static final long BEGIN_MICROS = 1_767_225_600_000_000L;

    private final String bootstrap;
    private final Path signatures;
    private final Path folder;

    private PipelineBenchmark(String bootstrap, Path signatures, Path folder) {
        this.bootstrap = bootstrap;
        this.signatures = signatures;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        var signatures = Path.of(arguments[0]);
        if (arguments[1].equals("instance")) {
            Takeover.instance(arguments[2], signatures, List.of(arguments).subList(3, arguments.length));
            return;
        }
        var folder = Files.createTempDirectory("pipeline-benchmark-");
        try (var broker = EmbeddedBroker.temporary();
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicSetup.of(PARTITIONS, 1).ensure(admin, Topics.all());
            admin.createTopics(List.of(new NewTopic(COPY, Optional.of(PARTITIONS), Optional.of((short) 1))))
                    .all()
                    .get();
            var benchmark = new PipelineBenchmark(broker.bootstrapServers(), signatures, folder);
            switch (arguments[1]) {
                case "throughput" -> benchmark.throughput(number(arguments, 800_000));
                case "latency" -> benchmark.latency();
                case "takeover" -> benchmark.takeover((int) number(arguments, 1_000_000));
                case "hosts" -> benchmark.hosts((int) number(arguments, 1_000_000));
                default ->
                    throw new IllegalArgumentException("throughput, latency, hosts or takeover, not " + arguments[1]);
            }
        }
        System.exit(0);
    }

    private static long number(String[] arguments, long usual) {
        return arguments.length > 2 ? Long.parseLong(arguments[2]) : usual;
    }

    private void throughput(long records) throws Exception {
        try (var load = new Load(bootstrap, HOSTS, "throughput", 20)) {
            load.send(records, BEGIN_MICROS);
        }
        say("warm, plain copy: " + Warm.up(() -> PlainCopy.run(bootstrap, COPY, records)));
        for (var kind : kinds()) {
            var run = new AtomicInteger();
            say("warm, store " + kind + ": "
                    + Warm.up(() -> measure(kind, "w-" + kind + run.getAndIncrement(), records)));
            var weights = WeightyCopy.sample(bootstrap);
            say("warm, copy of as many octets: " + Warm.up(() -> WeightyCopy.run(bootstrap, COPY, weights, records)));
            say("warm, bare Kafka Streams: "
                    + Warm.up(() -> bare("b-" + kind + run.getAndIncrement(), weights, records)));
            var before = PlainCopy.run(bootstrap, COPY, records);
            var pipeline = measure(kind, "t-" + kind, records);
            var after = PlainCopy.run(bootstrap, COPY, records);
            var weighty = WeightyCopy.run(bootstrap, COPY, weights, records);
            var bare = bare("b-" + kind, weights, records);
            double copy = (before.perSecond() + after.perSecond()) / 2;
            say(String.format(
                    Locale.ROOT,
                    "exactly once, store %s: %s; plain copy: %s before, %s after: %.2f of its rate;"
                            + " copy of as many octets, exactly once: %s: %.2f",
                    kind,
                    pipeline,
                    before,
                    after,
                    pipeline.perSecond() / copy,
                    weighty,
                    pipeline.perSecond() / weighty.perSecond()));
            say("  the pipeline's processor time, us for each record: " + pipeline.shares());
            say("  that of the copy of as many octets: " + weighty.shares());
            say(String.format(
                    Locale.ROOT,
                    "bare Kafka Streams, exactly once, as many octets, store in memory: %s: %.2f of the plain copy",
                    bare,
                    bare.perSecond() / copy));
            say("  its processor time: " + bare.shares());
        }
    }

    private Pace bare(String name, WeightyCopy.Weights weights, long records) {
        return BareStreams.run(bootstrap, folder, name, COPY, weights, records);
    }

    /// Both, or the one that `-Dstore=` names.
    private static List<StoreKind> kinds() {
        String only = System.getProperty("store");
        return only == null ? List.of(StoreKind.values()) : List.of(StoreKind.valueOf(only));
    }

    /// Each run is a group of its own, which must not find another's hosts.
    private Pace measure(StoreKind kind, String name, long records) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.deleteTopics(List.of(Topics.HOSTS.name(), Topics.HISTORY.name()))
                    .all()
                    .get();
            while (admin.listTopics().names().get().contains(Topics.HOSTS.name())) LockSupport.parkNanos(10_000_000);
            TopicSetup.of(PARTITIONS, 1).ensure(admin, List.of(Topics.HOSTS, Topics.HISTORY));
        }
        var settings = Service.settings(bootstrap, signatures, folder.resolve(name), kind, name);
        try (var service = Service.start(settings)) {
            return service.throughput(records);
        }
    }

    private void latency() throws Exception {
        var settings = Service.settings(bootstrap, signatures, folder.resolve("l"), StoreKind.MEMORY, "latency");
        try (var service = Service.start(settings)) {
            service.awaitReady();
            try (var load = new Load(bootstrap, HOSTS, "warm", 20)) {
                load.send(WARM_RECORDS, BEGIN_MICROS);
            }
            service.throughput(WARM_RECORDS);
            Latency.at(bootstrap, 2_000, Duration.ofSeconds(10)); // a service that runs for weeks is warm
            for (int rate : RATES) {
                var measured = Latency.at(bootstrap, rate, Duration.ofSeconds(10));
                say(String.format(
                        Locale.ROOT,
                        "capture to answerable at %,d handshakes/s: median %.1f ms, 99th percentile %.1f ms (%,d)",
                        rate,
                        measured.median(),
                        measured.p99(),
                        measured.handshakes()));
            }
        }
    }

    private void hosts(int hosts) throws Exception {
        try (var load = new Load(bootstrap, hosts, "hosts", 20)) {
            load.send(2L * hosts, BEGIN_MICROS);
        }
        var state = folder.resolve("h");
        var settings = Service.settings(bootstrap, signatures, state, StoreKind.DISK, "h-DISK");
        try (var service = Service.start(settings)) {
            say("first handshake of each of as many hosts: " + service.throughput(2L * hosts));
        }
        say(String.format(
                Locale.ROOT, "%,d hosts on disk: %,.0f octets each", hosts, (double) Service.octets(state) / hosts));
        say(IndexMemory.of(bootstrap, hosts));
        say(String.format(Locale.ROOT, "restart with its disk: %.1f s", restart(StoreKind.DISK, state, "h-DISK")));
        say(String.format(
                Locale.ROOT,
                "restart without, restored from the changelog: %.1f s",
                restart(StoreKind.DISK, folder.resolve("wiped"), "h-DISK")));
    }

    private void takeover(int hosts) throws Exception {
        try (var load = new Load(bootstrap, hosts, "takeover", 20)) {
            load.send(2L * hosts, BEGIN_MICROS);
        }
        var settings = Service.settings(bootstrap, signatures, folder.resolve("t"), StoreKind.MEMORY, "takeover");
        try (var service = Service.start(settings)) {
            service.throughput(2L * hosts);
        }
        for (int standbys : new int[] {1, 0}) {
            var takeover = new Takeover(bootstrap, signatures, standbys);
            say(String.format(
                    Locale.ROOT,
                    "one of two instances killed, %,d hosts in memory, %d standby: %.1f s until all partitions go on,"
                            + " of which %d s until the group gives it up",
                    hosts,
                    standbys,
                    takeover.seconds("takeover", folder.resolve("takeover-" + standbys)),
                    settings.sessionTimeout().toSeconds()));
        }
    }

    private double restart(StoreKind kind, Path state, String name) throws Exception {
        long begun = System.nanoTime();
        try (var service = Service.start(Service.settings(bootstrap, signatures, state, kind, name))) {
            service.awaitReady();
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
