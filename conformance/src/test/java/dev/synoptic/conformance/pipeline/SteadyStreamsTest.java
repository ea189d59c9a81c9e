package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.schemas.Topics;
import dev.synoptic.streams.StreamsCounter;
import dev.synoptic.streams.StreamsService;
import dev.synoptic.testing.Soak;
import dev.synoptic.testing.Trend;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same hosts come again and again, and some SYNs that nobody completes: nothing may grow.
class SteadyStreamsTest {

    private static final int SAMPLES = 10;
    private static final int BURST = 250;
    private static final long PAUSE_NANOS = 50_000_000;

    /// What a heap may differ by without having grown: buffers that are filled once.
    private static final long NOISE_OCTETS = 48L << 20;

    @TempDir
    Path folder;

    @Test
    void neitherHeapNorHostsNorLatencyNorBacklogGrowUnderSteadyLoad() throws Exception {
        var told = new LongAdder();
        try (var fleet = Fleet.withoutServices(folder.resolve("fleet"))) {
            var settings = fleet.streamsSettings();
            try (var service = StreamsService.start(settings);
                    var tail = new TopicTail(
                            Topics.HOSTS.name(),
                            KafkaClients.at(settings.bootstrap()).uncommitted(),
                            _ -> told.increment());
                    var load = HandshakeLoad.to(settings.bootstrap())) {
                service.awaitReady(Duration.ofMinutes(2));
                tail.start();
                var heaps = new ArrayList<Long>();
                var hosts = new ArrayList<Long>();
                var latencies = new ArrayList<Double>();
                for (int sample = 0; sample < SAMPLES; sample++) {
                    latencies.add(press(load, told, Soak.duration().toNanos() / SAMPLES));
                    // The backlog is gone after each sample, or this waits in vain.
                    Eventually.until("all records are read", () -> handled(service) >= load.records());
                    heaps.add(usedHeap());
                    hosts.add(service.counters().get(StreamsCounter.HOSTS_BEGUN));
                }
                System.out.printf("streams: live heap %s octets, burst to its last state %s ns%n", heaps, latencies);
                expectLevel(heaps);
                assertThat(hosts.getLast()).isEqualTo(hosts.get(SAMPLES / 2));
                assertThat(new Trend(latencies).isRising())
                        .as("from a burst of handshakes to the last state, ns: %s", latencies)
                        .isFalse();
                assertThat(fleet.values(Topics.DEAD_LETTERS)).isEmpty();
            }
        }
    }

    /// Bursts of handshakes with pauses between them; answers how long their states took, the quicker ones of them:
    /// what else the machine does makes some of them slow, but hardly three in four.
    private static double press(HandshakeLoad load, LongAdder told, long nanos) throws Exception {
        var took = new ArrayList<Long>();
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0 || took.isEmpty()) {
            long begun = System.nanoTime();
            load.send(BURST);
            Eventually.until("the states of all handshakes are told", () -> told.sum() >= load.completed());
            took.add(System.nanoTime() - begun);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        took.sort(Long::compare);
        return took.get(took.size() / 4);
    }

    private static long handled(StreamsService service) {
        var counters = service.counters();
        return counters.get(StreamsCounter.RECORDS) + counters.get(StreamsCounter.PROGRESS) / Fleet.PARTITIONS;
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// The lowest of the last three against the highest of the three after warming up.
    private static void expectLevel(List<Long> heaps) {
        long early =
                heaps.subList(2, 5).stream().mapToLong(Long::longValue).max().orElseThrow();
        long late = heaps.subList(SAMPLES - 3, SAMPLES).stream()
                .mapToLong(Long::longValue)
                .min()
                .orElseThrow();
        assertThat(late).as("heap after each collection: %s", heaps).isLessThan(early + NOISE_OCTETS);
    }
}
