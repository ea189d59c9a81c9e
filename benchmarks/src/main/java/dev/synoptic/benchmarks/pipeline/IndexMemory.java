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
        long withDays = read(bootstrap, new HostIndexReader(index));
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (index.size() != hosts) throw new IllegalStateException(index.size() + " hosts in the index");
        return String.format(
                Locale.ROOT,
                "gateway's index of %,d hosts: %,.0f octets each, with their days %,.0f, read in %.1f s",
                index.size(),
                (double) (heap(index) - before) / hosts,
                (double) (withDays - before) / hosts,
                seconds);
    }

    /// Reads all of `hosts.v1`; answers the octets in use then, days included, the consumer not.
    private static long read(String bootstrap, HostIndexReader reader) throws InterruptedException {
        var tail = new TopicTail(Topics.HOSTS.name(), KafkaClients.at(bootstrap).uncommitted(), reader).start();
        if (!tail.awaitReady(Duration.ofMinutes(15))) throw new IllegalStateException("hosts.v1 is not read");
        tail.close();
        return heap(reader);
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
