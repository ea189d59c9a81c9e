package dev.synoptic.agent.courier;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// How long records take to be acknowledged, and what went wrong, by its name. Any number of threads.
public final class PublishTimes {

    /// Kinds of failure that are told apart.
    private static final int KINDS_MAX = 64;

    private final LongAdder records = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final AtomicLong longestNanos = new AtomicLong();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

    /// Nothing yet.
    public PublishTimes() {}

    void took(long recordNanos) {
        records.increment();
        nanos.add(recordNanos);
        longestNanos.accumulateAndGet(recordNanos, Math::max);
    }

    void failed(Throwable why) {
        String name = why.getClass().getSimpleName();
        if (failures.size() >= KINDS_MAX && !failures.containsKey(name)) name = "other";
        failures.computeIfAbsent(name, kind -> new LongAdder()).increment();
    }

    /// Records that arrived.
    public long records() {
        return records.sum();
    }

    /// Time that they took together, in seconds.
    public double seconds() {
        return nanos.sum() / 1e9;
    }

    /// The longest that one took, in seconds.
    public double longestSeconds() {
        return longestNanos.get() / 1e9;
    }

    /// How often each kind of failure came.
    public Map<String, Long> failures() {
        var counts = new TreeMap<String, Long>();
        failures.forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }
}
