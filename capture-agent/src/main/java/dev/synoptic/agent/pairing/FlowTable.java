package dev.synoptic.agent.pairing;

import dev.synoptic.packet.SegmentView;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Connections by their two ends, in either direction, and by age; never more than a limit.
///
/// Looking up allocates nothing, and flows are reused, so that what yields no record leaves no garbage. One
/// thread.
final class FlowTable {

    /// Mixes addresses and ports; odd, from the golden ratio, as in Fibonacci hashing.
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final int flowsMax;
    private final long seed;
    private final @Nullable Flow[] buckets;
    private final FlowPool pool;

    private int size;
    private @Nullable Flow oldest;
    private @Nullable Flow youngest;

    /// A table whose flows move nowhere.
    FlowTable(int flowsMax, long seed) {
        this(flowsMax, seed, new FlowPool());
    }

    /// @param seed makes places in the table unguessable, so that nobody can crowd them
    /// @param pool shared by the tables between which flows move
    FlowTable(int flowsMax, long seed, FlowPool pool) {
        this.flowsMax = flowsMax;
        this.seed = seed;
        this.pool = pool;
        this.buckets = new Flow[Integer.highestOneBit(Math.max(flowsMax, 2) - 1) * 2];
    }

    int size() {
        return size;
    }

    /// The connection that the segment belongs to, whichever way it goes; null if there is none here.
    @Nullable
    Flow find(SegmentView segment) {
        return find(segment, hash(segment));
    }

    /// The same for a segment whose [#hash] is known.
    @Nullable
    Flow find(SegmentView segment, int hash) {
        for (Flow flow = buckets[hash & buckets.length - 1]; flow != null; flow = flow.chained) {
            if (flow.hash == hash && (flow.isFromClient(segment) || flow.isFromServer(segment))) return flow;
        }
        return null;
    }

    /// A connection that this SYN opens; there must be none of these ends.
    ///
    /// @param evicted is told the oldest, if it had to go to make room
    Flow open(SegmentView syn, long micros, Consumer<Flow> evicted) {
        if (size == flowsMax && oldest != null) {
            evicted.accept(oldest);
            remove(oldest);
        }
        var flow = pool.take();
        flow.open(syn, micros);
        flow.hash = hash(syn);
        link(flow);
        return flow;
    }

    /// Takes a flow out; it may be reused at once.
    void remove(Flow flow) {
        unlink(flow);
        pool.give(flow);
    }

    /// Moves a flow from this table into another.
    ///
    /// @param evicted is told the other's oldest, if it had to go to make room
    void move(Flow flow, FlowTable other, Consumer<Flow> evicted) {
        unlink(flow);
        if (other.size == other.flowsMax && other.oldest != null) {
            evicted.accept(other.oldest);
            other.remove(other.oldest);
        }
        other.link(flow);
    }

    /// Takes out what was opened before `beforeMicros`, oldest first, at most `most`; says how many.
    ///
    /// @param forgotten is told each before it goes
    int expire(long beforeMicros, int most, Consumer<Flow> forgotten) {
        int expired = 0;
        while (oldest != null && oldest.synMicros < beforeMicros && expired < most) {
            forgotten.accept(oldest);
            remove(oldest);
            expired++;
        }
        return expired;
    }

    private void link(Flow flow) {
        int bucket = flow.hash & buckets.length - 1;
        flow.chained = buckets[bucket];
        buckets[bucket] = flow;
        flow.older = youngest;
        flow.younger = null;
        if (youngest == null) oldest = flow;
        else youngest.younger = flow;
        youngest = flow;
        size++;
    }

    private void unlink(Flow flow) {
        unchain(flow);
        if (flow.older == null) oldest = flow.younger;
        else flow.older.younger = flow.younger;
        if (flow.younger == null) youngest = flow.older;
        else flow.younger.older = flow.older;
        flow.older = null;
        flow.younger = null;
        size--;
    }

    private void unchain(Flow flow) {
        int bucket = flow.hash & buckets.length - 1;
        Flow before = buckets[bucket];
        if (before == flow) {
            buckets[bucket] = flow.chained;
            return;
        }
        while (before != null && before.chained != flow) before = before.chained;
        if (before != null) before.chained = flow.chained;
    }

    /// The same for both directions of a connection, and in all tables of one seed: the ends are mixed apart and
    /// added up.
    int hash(SegmentView segment) {
        long source = end(segment.sourceHigh(), segment.sourceLow(), segment.sourcePort());
        long destination = end(segment.destinationHigh(), segment.destinationLow(), segment.destinationPort());
        long both = (source + destination) * MIX;
        return (int) (both >>> 32);
    }

    private long end(long high, long low, int port) {
        long mixed = (high ^ seed) * MIX;
        mixed = (mixed ^ mixed >>> 29 ^ low) * MIX;
        mixed = (mixed ^ mixed >>> 31 ^ port) * MIX;
        return mixed ^ mixed >>> 30;
    }
}
