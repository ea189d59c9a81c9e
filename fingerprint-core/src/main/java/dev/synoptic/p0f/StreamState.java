package dev.synoptic.p0f;

import dev.synoptic.packet.SegmentView;
import org.jspecify.annotations.Nullable;

/// The flows and hosts of one stream, kept within their limits (`p0f-v3.md` section 8).
final class StreamState {

    private static final int PRUNED_PERCENT = 10;
    private static final int SECONDS_PER_MINUTE = 60;

    final FlowTable flows = new FlowTable();
    final HostTable hosts = new HostTable();
    final StreamCounters counters = new StreamCounters();

    private final Limits limits;
    private int lastSweep;

    StreamState(Limits limits) {
        this.limits = limits;
    }

    /// STATE-2.
    Flow open(SegmentView syn, int now) {
        if (flows.size() > limits.flows()) pruneFlows();
        var client = touch(syn.ipVersion(), syn.sourceHigh(), syn.sourceLow(), now);
        var server = touch(syn.ipVersion(), syn.destinationHigh(), syn.destinationLow(), now);
        client.connections++;
        server.connections++;
        return flows.add(syn, client, server, now);
    }

    private Host touch(int version, long high, long low, int now) {
        Host known = hosts.find(version, high, low);
        if (known == null) return create(version, high, low, now);
        hosts.touch(known, now);
        return known;
    }

    /// STATE-3, O-8.
    private Host create(int version, long high, long low, int now) {
        if (hosts.size() > limits.hosts()) {
            pruneFlows();
            Host oldest = hosts.oldest();
            if (oldest != null && oldest.uses == 0) {
                hosts.remove(oldest);
                counters.hostsPruned++;
            }
        }
        return hosts.add(version, high, low, now);
    }

    private void pruneFlows() {
        int count = 1 + flows.size() * PRUNED_PERCENT / 100;
        Flow oldest = flows.oldest();
        while (count-- > 0 && oldest != null) {
            flows.destroy(oldest);
            counters.flowsPruned++;
            oldest = flows.oldest();
        }
    }

    /// STATE-20; differences of unsigned 32-bit seconds, so that a clock that went back expires everything (O-9).
    void sweep(int now) {
        if (now == lastSweep) return;
        lastSweep = now;
        sweepFlows(now);
        sweepHosts(now);
    }

    private void sweepFlows(int now) {
        Flow oldest = flows.oldest();
        while (oldest != null && isOlder(now - oldest.created, limits.flowAgeSeconds())) {
            flows.destroy(oldest);
            oldest = flows.oldest();
        }
    }

    private void sweepHosts(int now) {
        int idle = limits.hostIdleMinutes() * SECONDS_PER_MINUTE;
        @Nullable Host host = hosts.oldest();
        while (host != null && isOlder(now - host.lastSeen, idle)) {
            Host younger = host.younger;
            if (host.uses == 0) hosts.remove(host);
            host = younger;
        }
    }

    private static boolean isOlder(int age, int limit) {
        return Integer.compareUnsigned(age, limit) > 0;
    }
}
