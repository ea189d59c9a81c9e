package dev.synoptic.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.synoptic.schemas.store.CommitStore;
import dev.synoptic.streams.DueKeys.Entry;
import dev.synoptic.streams.DueKeys.Kind;
import dev.synoptic.streams.Stores.StoreKind;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DueKeysTest {

    private static final int MANY = 100_000;
    private static final int STEP = 64;

    private CommitStore<Bytes, List<Bytes>> store;
    private DueKeys due;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Stores.of(StoreKind.MEMORY).due().withLoggingDisabled().build();
        var context =
                new MockProcessorContext<Void, Void>(new Properties(), new TaskId(0, 0), new File(folder.toString()));
        store.init(context.getStateStoreContext(), store);
        due = new DueKeys(store);
    }

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

    /// One record for the changelog, not one for each; what a later transaction adds has an entry of its own.
    @Test
    void whatFallsDueInTheSameSecondIsOneEntryOfItsTransaction() {
        due.add(5, Kind.HOST, host(1));
        due.add(5, Kind.HISTORY, host(2));
        due.add(5, Kind.HOST, host(3));
        assertThat(committed()).isEqualTo(2);
        due.add(5, Kind.HOST, host(4));
        assertThat(committed()).isEqualTo(3);

        assertThat(new DueKeys(store).take(6, STEP))
                .containsExactlyInAnyOrder(
                        new Entry(Kind.HOST, host(1)),
                        new Entry(Kind.HISTORY, host(2)),
                        new Entry(Kind.HOST, host(3)),
                        new Entry(Kind.HOST, host(4)));
        assertThat(committed()).isZero();
    }

    /// What was written before entries held several names.
    @Test
    void anEntryWithoutFurtherNamesIsOneName() {
        store.put(Bytes.wrap(new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, 0, 5, 0, 'h'}), List.of());
        store.flushCache();
        assertThat(store.wrapped().approximateNumEntries()).isEqualTo(1);
        assertThat(due.take(6, STEP)).containsExactly(new Entry(Kind.HOST, Bytes.wrap(new byte[] {'h'})));
    }

    private long committed() {
        store.flushCache();
        return store.wrapped().approximateNumEntries();
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
