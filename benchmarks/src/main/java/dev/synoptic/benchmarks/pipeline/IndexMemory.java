package dev.synoptic.benchmarks.pipeline;

import dev.synoptic.gateway.index.HostIndex;
import dev.synoptic.gateway.index.HostIndexReader;
import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.schemas.Topics;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Locale;

/// What a gateway's index of all hosts takes of the heap, and how long it takes to read it.
final class IndexMemory {

    private IndexMemory() {}

    static String of(String bootstrap, int hosts) throws InterruptedException {
        long before = heap();
        long begun = System.nanoTime();
        var index = new HostIndex(PrivateNetworks.DEFAULT);
        var reader = new HostIndexReader(index);
        var tail = new TopicTail(Topics.HOSTS.name(), KafkaClients.at(bootstrap).uncommitted(), reader).start();
        if (!tail.awaitReady(Duration.ofMinutes(3))) throw new IllegalStateException("hosts.v1 is not read");
        double seconds = (System.nanoTime() - begun) / 1e9;
        tail.close();
        if (index.size() != hosts) throw new IllegalStateException(index.size() + " hosts in the index");
        return String.format(
                Locale.ROOT,
                "gateway's index of %,d hosts, with their days: %,.0f octets each, read in %.1f s",
                index.size(),
                (double) (heap(reader) - before) / hosts,
                seconds);
    }

    /// Octets in use after a collection; what is given stays reachable until then.
    private static long heap(Object... kept) {
        try {
            for (int i = 0; i < 3; i++) System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        } finally {
            Reference.reachabilityFence(kept);
        }
    }
}
