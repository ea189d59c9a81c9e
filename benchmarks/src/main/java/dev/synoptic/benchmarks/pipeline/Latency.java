package dev.synoptic.benchmarks.pipeline;

import dev.synoptic.gateway.index.HostIndex;
import dev.synoptic.gateway.index.HostIndexReader;
import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.codec.Codecs;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// From the moment that a handshake is captured and published to the moment that a gateway can answer for its host:
/// publisher, broker, topology, broker, index. A socket's own answer takes microseconds more.
final class Latency {

    private Latency() {}

    /// The median and the 99th percentile, milliseconds.
    record Measured(int perSecond, int handshakes, double median, double p99) {}

    static Measured at(String bootstrap, int perSecond, Duration time) throws InterruptedException {
        int wanted = (int) (perSecond * time.toSeconds());
        var millis = new double[wanted];
        var seen = new AtomicInteger();
        var index = new HostIndexReader(new HostIndex(PrivateNetworks.DEFAULT));
        TopicTail.Reader reader = record -> {
            index.read(record);
            if (record.value() == null) return;
            long captured = Codecs.HOST.decode(record.value()).lastMicros();
            double took = (micros() - captured) / 1_000.0;
            if (took < 60_000 && seen.get() < wanted) millis[seen.getAndIncrement()] = took;
        };
        try (var tail = new TopicTail(
                                Topics.HOSTS.name(), KafkaClients.at(bootstrap).uncommitted(), reader)
                        .start();
                var load = new Load(bootstrap, 100_000, "latency-" + perSecond, 2)) {
            if (!tail.awaitReady(Duration.ofMinutes(1))) throw new IllegalStateException("hosts.v1 is not read");
            seen.set(0);
            long begun = System.nanoTime();
            for (int i = 0; i < wanted; i++) {
                long due = begun + i * 1_000_000_000L / perSecond;
                while (System.nanoTime() < due) LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
                load.handshake(micros());
            }
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (seen.get() < wanted && System.nanoTime() < end) LockSupport.parkNanos(1_000_000);
        }
        int count = seen.get();
        Arrays.sort(millis, 0, count);
        return new Measured(perSecond, count, millis[count / 2], millis[(int) (count * 0.99)]);
    }

    static long micros() {
        var now = java.time.Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
