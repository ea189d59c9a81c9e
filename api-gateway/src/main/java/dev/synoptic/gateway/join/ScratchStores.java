package dev.synoptic.gateway.join;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/// Stores on disk for as long as a rebuild works on one partition: of their memory no more is used than
/// [BoundedRocks#CACHE_OCTETS] allows for all of them, and of the folder nothing stays.
final class ScratchStores implements AutoCloseable {

    private final Path folder;
    private final Options options = new Options();
    private final WriteOptions unlogged =
            new WriteOptions().setDisableWAL(true); // nothing survives a crash, nor should
    private final List<ScratchStore> open = new ArrayList<>();
    private final Map<String, OctetStore> stores = new HashMap<>();

    ScratchStores() {
        try {
            folder = Files.createTempDirectory(
                    "synoptic-rebuild" + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        options.setCreateIfMissing(true);
        options.setTableFormatConfig(new BlockBasedTableConfig());
        new BoundedRocks().setConfig("rebuild", options, Map.of());
    }

    /// The store of that name, the same whoever asks.
    OctetStore get(String name) {
        return stores.computeIfAbsent(name, _ -> {
            try {
                var store = new ScratchStore(
                        name, RocksDB.open(options, folder.resolve(name).toString()), unlogged);
                open.add(store);
                return new OctetStore(store);
            } catch (RocksDBException e) {
                throw new IllegalStateException("a rebuild's store in " + folder, e);
            }
        });
    }

    /// Once is enough.
    @Override
    public void close() {
        if (!options.isOwningHandle()) return;
        open.forEach(ScratchStore::close);
        unlogged.close();
        options.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
