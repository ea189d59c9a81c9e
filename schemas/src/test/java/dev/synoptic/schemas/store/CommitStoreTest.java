package dev.synoptic.schemas.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands below a [CommitStore] is what a crash leaves: nothing may be there before the commit, and all of it
/// after.
final class CommitStoreTest {

    private static final CommitStore.Shape<String> SHAPE = new CommitStore.Shape<>(
            text -> text.getBytes(StandardCharsets.UTF_8), octets -> new String(octets, StandardCharsets.UTF_8));

    private final List<String> written = new ArrayList<>();
    private CommitStore<String, String> store;

    @BeforeEach
    void open(@TempDir Path folder) {
        var builder = org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore("s"),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withLoggingDisabled();
        store = new CommitStore.Builder<>(builder, shape()).build();
        var context =
                new MockProcessorContext<Void, Void>(new Properties(), new TaskId(0, 0), new File(folder.toString()));
        store.init(context.getStateStoreContext(), store);
    }

    /// Notes each value that is encoded: none is, that need not be.
    private CommitStore.Shape<String> shape() {
        return new CommitStore.Shape<>(
                text -> {
                    written.add(text);
                    return SHAPE.encode().apply(text);
                },
                SHAPE.decode());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsTakenBeforeTheCommitIsNeverWritten() {
        store.add("a", "zero");
        store.put("a", "one");
        store.add("b", "two");
        store.delete("b");
        assertThat(below()).isEmpty();
        assertThat(store.take("a")).contains("one");
        store.flushCache();
        assertThat(below()).isEmpty();
        assertThat(written).isEmpty();
    }

    @Test
    void whatIsThereAtTheCommitIsWrittenOnceAndCanBeTakenAfterwards() {
        store.put("a", "one");
        store.put("a", "two");
        store.put("b", "three");
        store.flushCache();
        store.flushCache();
        assertThat(below()).containsOnlyKeys("a", "b").containsEntry("a", "two");
        assertThat(written).containsExactlyInAnyOrder("two", "three");
        assertThat(store.take("a")).contains("two");
        assertThat(store.take("a")).isEmpty();
        assertThat(below()).containsOnlyKeys("b");
    }

    @Test
    void aValuePutOverAWrittenOneIsTheOneThatIsTakenAndNeitherStays() {
        store.put("a", "one");
        store.flushCache();
        store.put("a", "two");
        assertThat(store.take("a")).contains("two");
        store.flushCache();
        assertThat(below()).isEmpty();
    }

    @Test
    void whatIsDeletedIsGoneFromBoth() {
        store.put("a", "one");
        store.flushCache();
        store.put("a", "two");
        store.delete("a");
        store.flushCache();
        assertThat(below()).isEmpty();
        assertThat(store.take("a")).isEmpty();
    }

    @Test
    void aTaskThatBeginsAnewKnowsOnlyWhatWasCommitted() {
        store.put("a", "one");
        store.flushCache();
        store.put("a", "two");
        store.put("b", "three");
        store.clearCache();
        var known = new HashMap<String, String>();
        store.forEachCommitted(known::put);
        assertThat(known).containsOnlyKeys("a").containsEntry("a", "one");
    }

    @Test
    void whatIsThereIsGotWhereverItStands() {
        store.put("a", "one");
        assertThat(store.get("a")).contains("one");
        store.flushCache();
        assertThat(store.get("a")).contains("one");
        store.put("a", "two");
        assertThat(store.get("a")).contains("two");
        assertThat(store.get("b")).isEmpty();
    }

    @Test
    void itsOwnerIsToldEachWrittenEntryOnceAndThenThatAllAreWritten() {
        var told = new ArrayList<String>();
        store.telling(new CommitStore.Commit<>() {
            @Override
            public void writing(String key, String value) {
                told.add(key + "=" + value);
            }

            @Override
            public void written() {
                told.add("written");
            }
        });
        store.put("a", "one");
        store.put("a", "two");
        store.flushCache();
        store.flushCache();
        assertThat(told).containsExactly("a=two", "written", "written");
    }

    private Map<String, String> below() {
        KeyValueStore<String, byte[]> inner = store.wrapped();
        var all = new HashMap<String, String>();
        try (var entries = inner.all()) {
            entries.forEachRemaining(entry -> all.put(entry.key, SHAPE.decode().apply(entry.value)));
        }
        return all;
    }
}
