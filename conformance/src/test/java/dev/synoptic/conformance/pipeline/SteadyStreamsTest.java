package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.schemas.Topics;
import dev.synoptic.streams.StreamsCounter;
import dev.synoptic.streams.StreamsService;
import dev.synoptic.testing.Soak;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    void neitherHeapNorHostsNorBacklogGrowUnderSteadyLoad() throws Exception {
        try (var fleet = Fleet.withoutServices(folder.resolve("fleet"))) {
            var settings = fleet.streamsSettings();
            try (var service = StreamsService.start(settings);
                    var load = HandshakeLoad.to(settings.bootstrap())) {
                service.awaitReady(Duration.ofMinutes(2));
                var heaps = new ArrayList<Long>();
                var hosts = new ArrayList<Long>();
                for (int sample = 0; sample < SAMPLES; sample++) {
                    press(load, Soak.duration().toNanos() / SAMPLES);
                    // The backlog is gone after each sample, or this waits in vain.
                    Eventually.until("all records are read", () -> handled(service) >= load.records());
                    heaps.add(usedHeap());
                    hosts.add(service.counters().get(StreamsCounter.HOSTS_BEGUN));
                }
                expectLevel(heaps);
                assertThat(hosts.getLast()).isEqualTo(hosts.get(SAMPLES / 2));
                assertThat(fleet.values(Topics.DEAD_LETTERS)).isEmpty();
            }
        }
    }

    private static void press(HandshakeLoad load, long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            load.send(BURST);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
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
