package dev.synoptic.p0f;

import dev.synoptic.http.HttpExchange;
import dev.synoptic.packet.SegmentView;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The connections by their ends and by age, in constant time whatever their number. Records are reused.
final class FlowTable {

    private static final int BUCKETS_FIRST = 1024;

    /// HTTP exchanges kept for reuse; each may hold on to two buffers of 8192 octets.
    private static final int SPARE_EXCHANGES_MAX = 64;

    private final AddressHash hash = new AddressHash();
    private final ArrayDeque<HttpExchange> spareExchanges = new ArrayDeque<>();
    private @Nullable Flow[] buckets = new Flow[BUCKETS_FIRST];
    private int shift = Long.numberOfLeadingZeros(BUCKETS_FIRST) + 1;
    private int size;
    private @Nullable Flow oldest;
    private @Nullable Flow youngest;
    private @Nullable Flow spare;

    int size() {
        return size;
    }

    @Nullable
    Flow oldest() {
        return oldest;
    }

    /// The connection that this segment belongs to, whichever way it goes (STATE-6).
    @Nullable
    Flow find(SegmentView segment) {
        long high1 = segment.sourceHigh();
        long low1 = segment.sourceLow();
        int port1 = segment.sourcePort();
        long high2 = segment.destinationHigh();
        long low2 = segment.destinationLow();
        int port2 = segment.destinationPort();
        Flow flow = buckets[bucket(high1, low1, port1, high2, low2, port2)];
        while (flow != null) {
            int version = segment.ipVersion();
            if (flow.joins(version, high1, low1, port1, high2, low2, port2)) return flow;
            if (flow.joins(version, high2, low2, port2, high1, low1, port1)) return flow;
            flow = flow.next;
        }
        return null;
    }

    /// The same for both ways of a connection.
    private int bucket(long high1, long low1, int port1, long high2, long low2, int port2) {
        return (int) (hash.of(high1, low1, port1) + hash.of(high2, low2, port2) >>> shift);
    }

    /// The connection that `syn` opens; there must be none between its ends.
    Flow add(SegmentView syn, Host client, Host server, int now) {
        if (size >= buckets.length - (buckets.length >>> 2)) grow();
        Flow flow = spare;
        if (flow == null) flow = new Flow(client, server);
        else spare = flow.next;
        flow.begin(syn, client, server, now);
        insert(flow);
        flow.older = youngest;
        flow.younger = null;
        if (youngest == null) oldest = flow;
        else youngest.younger = flow;
        youngest = flow;
        size++;
        client.uses++;
        server.uses++;
        return flow;
    }

    private void insert(Flow flow) {
        int bucket = bucketOf(flow);
        flow.next = buckets[bucket];
        buckets[bucket] = flow;
    }

    private int bucketOf(Flow flow) {
        return bucket(
                flow.clientHigh, flow.clientLow, flow.clientPort, flow.serverHigh, flow.serverLow, flow.serverPort);
    }

    private void grow() {
        var smaller = buckets;
        buckets = new Flow[smaller.length * 2];
        shift--;
        for (Flow flow : smaller) {
            while (flow != null) {
                Flow next = flow.next;
                insert(flow);
                flow = next;
            }
        }
    }

    /// STATE-5.
    void destroy(Flow flow) {
        if (flow.older == null) oldest = flow.younger;
        else flow.older.younger = flow.younger;
        if (flow.younger == null) youngest = flow.older;
        else flow.younger.older = flow.older;
        removeFromBucket(flow);
        flow.client.uses--;
        flow.server.uses--;
        releaseExchange(flow);
        size--;
        flow.next = spare;
        spare = flow;
    }

    private void removeFromBucket(Flow flow) {
        int bucket = bucketOf(flow);
        Flow before = null;
        for (Flow at = buckets[bucket]; at != flow && at != null; at = at.next) before = at;
        if (before == null) buckets[bucket] = flow.next;
        else before.next = flow.next;
    }

    /// The exchange of this connection, made on first need.
    HttpExchange exchange(Flow flow) {
        var exchange = flow.http;
        if (exchange == null) {
            exchange = spareExchanges.poll();
            if (exchange == null) exchange = new HttpExchange();
            flow.http = exchange;
        }
        return exchange;
    }

    private void releaseExchange(Flow flow) {
        var exchange = flow.http;
        if (exchange == null) return;
        flow.http = null;
        if (spareExchanges.size() == SPARE_EXCHANGES_MAX) return;
        exchange.clear();
        spareExchanges.push(exchange);
    }
}
