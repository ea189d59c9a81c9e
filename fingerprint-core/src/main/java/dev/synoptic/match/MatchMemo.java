package dev.synoptic.match;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.packet.SegmentView;
import java.util.function.Function;

/// Remembers what was said of SYNs and SYN+ACKs already seen, so that a repeat costs no matching and no allocation.
///
/// Hosts are many, stacks are few: all that the judgement depends on (`p0f-v3.md` 5.1; not addresses, ports, sequence
/// numbers) packs into five words, and a few thousand different ones make up nearly all traffic. Bounded: each key has
/// [#WAYS] places, and a new one takes one of them in turn. One thread.
///
/// @param <T> what to remember: the match, or what is made of it
public final class MatchMemo<T> {

    /// Places for all keys; with a rendered log line each, a few megabytes.
    public static final int CAPACITY_DEFAULT = 1 << 14;

    private static final int WAYS = 4;

    private final SynMatcher matcher;
    private final Function<TcpMatch, T> render;
    private final int sets;
    private final long[] keys;
    private final Object[] values;
    private final SynKey key = new SynKey();
    private int next;
    private long misses;

    /// A memo of at most `capacity` entries, a power of two.
    ///
    /// @param render makes of a match what is remembered
    public MatchMemo(SynMatcher matcher, int capacity, Function<TcpMatch, T> render) {
        if (Integer.bitCount(capacity) != 1 || capacity < WAYS) {
            throw new IllegalArgumentException("capacity " + capacity + " is not a power of two from " + WAYS);
        }
        this.matcher = matcher;
        this.render = render;
        this.sets = capacity / WAYS;
        this.keys = new long[capacity * SynKey.WORDS];
        this.values = new Object[capacity];
    }

    /// What is to be said of the SYN or SYN+ACK in `view`.
    ///
    /// @param peerMss for a SYN+ACK, the MSS of the SYN that it answers; else 0
    public T get(SegmentView view, int peerMss) {
        key.set(view, peerMss);
        int place = find();
        return place < 0 ? add(SynObservation.of(view, peerMss)) : value(place);
    }

    /// What is to be said of `seen`.
    public T get(SynObservation seen) {
        key.set(seen);
        int place = find();
        return place < 0 ? add(seen) : value(place);
    }

    /// How often nothing was remembered and the matcher was asked.
    public long misses() {
        return misses;
    }

    private int find() {
        int first = firstPlace();
        for (int place = first; place < first + WAYS; place++) {
            if (values[place] != null && key.isAt(keys, place * SynKey.WORDS)) return place;
        }
        return -1;
    }

    private int firstPlace() {
        return (key.hash() & (sets - 1)) * WAYS;
    }

    private T add(SynObservation seen) {
        misses++;
        T value = render.apply(matcher.match(seen));
        next = (next + 1) & (WAYS - 1);
        int place = firstPlace() + next;
        key.put(keys, place * SynKey.WORDS);
        values[place] = value;
        return value;
    }

    @SuppressWarnings("unchecked") // values holds what render made, and nothing else
    private T value(int place) {
        return (T) values[place];
    }
}
