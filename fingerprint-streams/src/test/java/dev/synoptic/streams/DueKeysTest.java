package dev.synoptic.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.synoptic.streams.DueKeys.Entry;
import dev.synoptic.streams.DueKeys.Kind;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class DueKeysTest {

    private static final int MANY = 100_000;
    private static final int STEP = 64;

    private final KeyValueStore<Bytes, byte[]> store = new HeapStore.Supplier("due", HeapStore.Order.BY_KEY).get();
    private final DueKeys due = new DueKeys(store);

    @Test
    void theEarliestComeFirstAndEachOnce() {
        due.add(30, Kind.HOST, host(3));
        due.add(-10, Kind.HOST, host(1));
        due.add(20, Kind.HISTORY, host(2));

        assertThat(due.take(20, STEP)).containsExactly(new Entry(Kind.HOST, host(1)));
        assertThat(due.take(21, STEP)).containsExactly(new Entry(Kind.HISTORY, host(2)));
        assertThat(due.take(30, STEP)).isEmpty();
        assertThat(due.take(31, STEP)).containsExactly(new Entry(Kind.HOST, host(3)));
        assertThat(due.isEmpty()).isTrue();
    }

    @Test
    void oneStepTakesNoMoreThanItMay() {
        for (int i = 0; i < 3 * STEP; i++) due.add(5, Kind.HOST, host(i));

        var taken = IntStream.range(0, 3)
                .mapToObj(_ -> due.take(6, STEP))
                .flatMap(List::stream)
                .toList();
        assertThat(taken).hasSize(3 * STEP).doesNotHaveDuplicates();
        assertThat(due.take(6, STEP)).isEmpty();
    }

    /// Whether much or little waits: a step costs what it takes, or a great silence would stall what follows it, and a
    /// fleet with many hosts every second.
    @Test
    void aStepCostsWhatItTakesNotWhatIsLeft() {
        for (int i = 0; i < MANY; i++) due.add(i / 1_000, Kind.HOST, host(i));
        due.take(1, STEP); // what is made once

        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(due.take(50, STEP)).hasSize(STEP);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(STEP * 2_000);
    }

    private static Bytes host(int number) {
        return Bytes.wrap(("host-" + number).getBytes(StandardCharsets.UTF_8));
    }
}
