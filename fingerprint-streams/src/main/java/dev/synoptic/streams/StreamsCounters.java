package dev.synoptic.streams;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// The counts of one service since its start; any number of threads.
public final class StreamsCounters {

    private volatile Consumer<Duration> latency = _ -> {};
    private final Map<StreamsCounter, LongAdder> counts = new EnumMap<>(StreamsCounter.class);

    /// All of them 0.
    public StreamsCounters() {
        for (var counter : StreamsCounter.values()) counts.put(counter, new LongAdder());
    }

    /// One more.
    void count(StreamsCounter counter) {
        add(counter, 1);
    }

    /// So many more.
    void add(StreamsCounter counter, long more) {
        of(counter).add(more);
    }

    /// Tells `listener`, on the thread at work, how long each new state took from the capture of its cause.
    void onLatency(Consumer<Duration> listener) {
        latency = listener;
    }

    /// A state took so long.
    void took(Duration fromCapture) {
        latency.accept(fromCapture);
    }

    /// The count as it stands.
    public long get(StreamsCounter counter) {
        return of(counter).sum();
    }

    /// All counts as they stand.
    public Map<StreamsCounter, Long> snapshot() {
        var snapshot = new EnumMap<StreamsCounter, Long>(StreamsCounter.class);
        counts.forEach((counter, adder) -> snapshot.put(counter, adder.sum()));
        return snapshot;
    }

    private LongAdder of(StreamsCounter counter) {
        var adder = counts.get(counter);
        if (adder == null) throw new IllegalStateException("no counter " + counter);
        return adder;
    }
}
