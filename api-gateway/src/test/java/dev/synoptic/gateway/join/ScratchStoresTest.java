package dev.synoptic.gateway.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The stores that a rebuild works on: as those on the heap, but for where they lie.
class ScratchStoresTest {

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    @Test
    void whatTheySayIsWhatStoresOnTheHeapSay() {
        var random = new Random(29);
        var heap = new OctetStore(Stores.inMemoryKeyValueStore("heap").get());
        try (var stores = new ScratchStores()) {
            var disk = stores.get("one");
            for (int step = 0; step < 3_000; step++) {
                Bytes key = key(random.nextInt(-300, 300));
                byte[] value = {(byte) step};
                if (random.nextInt(4) == 0) {
                    assertThat(disk.entries().delete(key))
                            .isEqualTo(heap.entries().delete(key));
                } else {
                    disk.entries().put(key, value);
                    heap.entries().put(key, value);
                }
                assertThat(disk.entries().get(key)).isEqualTo(heap.entries().get(key));
                Bytes from = key(random.nextInt(-300, 300));
                Bytes to = key(random.nextInt(-300, 300));
                if (step % 50 == 0 && from.compareTo(to) <= 0) {
                    assertThat(text(disk.between(from, to))).isEqualTo(text(heap.between(from, to)));
                }
            }
            assertThat(disk.removeBefore(0)).isEqualTo(heap.removeBefore(0)).isPositive();
            assertThat(disk.count()).isEqualTo(heap.count()).isPositive();
            assertThat(text(disk.between(key(-300), key(300)))).isEqualTo(text(heap.between(key(-300), key(300))));
        }
    }

    @Test
    void oneStoreIsNotAnotherAndNothingStays() throws IOException {
        var before = folders();
        try (var stores = new ScratchStores()) {
            stores.get("one").entries().put(key(1), new byte[] {1});
            assertThat(stores.get("one").count()).isEqualTo(1);
            assertThat(stores.get("two").count()).isZero();
        }
        assertThat(folders()).isEqualTo(before);
    }

    /// More than all memory that the stores may have, read back in the order of its keys.
    @Test
    void moreIsKeptThanMemoryIsAllowed() {
        byte[] value = new byte[1 << 20];
        int values = (int) (BoundedRocks.CACHE_OCTETS / value.length) + 32;
        var order = new ArrayList<Integer>();
        for (int each = 0; each < values; each++) order.add(each);
        Collections.shuffle(order, new Random(7));
        try (var stores = new ScratchStores()) {
            var store = stores.get("large");
            for (int each : order) store.entries().put(key(each), value);
            int expected = 0;
            try (var entries = store.entries().all()) {
                while (entries.hasNext()) assertThat(entries.next().key).isEqualTo(key(expected++));
            }
            assertThat(expected).isEqualTo(values);
        }
    }

    /// A folder that nobody may write to, or that is none, is for who runs the command to mend.
    @Test
    void aFolderThatCannotBeMadeIsNamed(@TempDir Path parent) throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");

        assertThatThrownBy(() -> new ScratchStores(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aStoreThatCannotBeOpenedIsNamed(@TempDir Path parent) throws IOException {
        try (var stores = new ScratchStores(parent)) {
            Path place = Files.writeString(onlyFolder(parent).resolve("one"), "");

            assertThatThrownBy(() -> stores.get("one"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(place.toString());
        }
        assertThat(parent).isEmptyDirectory();
    }

    /// As when the disk is full: what was put into memory cannot be written, and so no more is taken.
    @Test
    void whatCannotBeWrittenIsNoBugOfOurs(@TempDir Path parent) throws IOException {
        try (var stores = new ScratchStores(parent)) {
            var store = stores.get("one").entries();
            Path place = onlyFolder(parent).resolve("one");
            try (var files = Files.list(place)) {
                for (Path file : files.toList()) Files.delete(file);
            }
            Files.delete(place);

            assertThatThrownBy(() -> fill(store))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(place.toString());
        }
        assertThat(parent).isEmptyDirectory();
    }

    /// More than memory may hold.
    private static void fill(KeyValueStore<Bytes, byte[]> store) {
        byte[] value = new byte[1 << 20];
        for (int each = 0; each < BoundedRocks.CACHE_OCTETS / value.length; each++) store.put(key(each), value);
    }

    private static Path onlyFolder(Path parent) throws IOException {
        try (var all = Files.list(parent)) {
            return all.findFirst().orElseThrow();
        }
    }

    private static List<String> folders() throws IOException {
        try (var all = Files.list(TEMPORARY)) {
            return all.map(Path::toString)
                    .filter(each -> each.contains(
                            "synoptic-rebuild" + ProcessHandle.current().pid()))
                    .sorted()
                    .toList();
        }
    }

    private static Bytes key(int number) {
        return StoreKey.key().number(number).done();
    }

    private static Map<String, Integer> text(List<KeyValue<Bytes, byte[]>> entries) {
        var text = new TreeMap<String, Integer>();
        entries.forEach(each -> text.put(each.key.toString(), (int) each.value[0]));
        return text;
    }
}
