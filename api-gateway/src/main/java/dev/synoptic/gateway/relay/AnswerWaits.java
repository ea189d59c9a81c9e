package dev.synoptic.gateway.relay;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/// How long the clients of one kept socket waited for their answers: from when a request was there whole to when its
/// answer left, whoever gave it.
///
/// Written by the loop's thread alone, read by any.
public final class AnswerWaits {

    /// Upper ends of the classes that waits are counted in; one more class holds what is longer.
    public static final List<Duration> BOUNDS = List.of(
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofSeconds(1));

    /// So much later than promised no answer leaves, unless the machine itself stood still.
    static final Duration STANDSTILL = Duration.ofMillis(250);

    private final long promisedNanos;
    private final AtomicLongArray classes = new AtomicLongArray(BOUNDS.size() + 1);
    private final LongAdder nanos = new LongAdder();
    private final LongAccumulator longestNanos = new LongAccumulator(Math::max, 0);
    private final LongAdder overdue = new LongAdder();

    /// @param promised the longest that a client ever waits
    AnswerWaits(Duration promised) {
        this.promisedNanos = promised.plus(STANDSTILL).toNanos();
    }

    void waited(long each) {
        int index = 0;
        while (index < BOUNDS.size() && each > BOUNDS.get(index).toNanos()) index++;
        classes.incrementAndGet(index);
        nanos.add(each);
        longestNanos.accumulate(each);
        if (each > promisedNanos) overdue.increment();
    }

    /// Answers that a client waited for no longer than this one of [#BOUNDS].
    public long within(Duration bound) {
        long count = 0;
        for (int i = 0; i < BOUNDS.size() && BOUNDS.get(i).compareTo(bound) <= 0; i++) count += classes.get(i);
        return count;
    }

    /// All answers.
    public long answered() {
        long count = 0;
        for (int i = 0; i < classes.length(); i++) count += classes.get(i);
        return count;
    }

    /// All that was waited, in nanoseconds.
    public long nanos() {
        return nanos.sum();
    }

    /// The longest wait, in nanoseconds.
    public long longestNanos() {
        return longestNanos.get();
    }

    /// Answers that left later than promised, by more than a machine under load explains.
    public long overdue() {
        return overdue.sum();
    }
}
