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
///
/// A disk that is full, or that nobody may write to, is an [UncheckedIOException] that names the folder.
final class ScratchStores implements AutoCloseable {

    private final Path folder;
    private final Options options;
    private final WriteOptions unlogged;
    private final List<ScratchStore> open = new ArrayList<>();
    private final Map<String, OctetStore> stores = new HashMap<>();

    /// Below the folder for temporary files.
    ScratchStores() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    ScratchStores(Path parent) {
        loadRocks(parent);
        folder = make(parent);
        options = new Options().setCreateIfMissing(true).setTableFormatConfig(new BlockBasedTableConfig());
        new BoundedRocks().setConfig("rebuild", options, Map.of());
        unlogged = new WriteOptions().setDisableWAL(true); // nothing survives a crash, nor should
    }

    private static void loadRocks(Path parent) {
        try {
            RocksDB.loadLibrary(); // out of its archive, into the folder for temporary files
        } catch (RuntimeException failed) {
            if (failed.getCause() instanceof IOException why) throw failed(parent, why);
            throw failed;
        }
    }

    private static Path make(Path parent) {
        try {
            return Files.createTempDirectory(
                    parent, "synoptic-rebuild" + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw failed(parent, e);
        }
    }

    /// The disk failed, or what keeps the stores on it.
    static UncheckedIOException failed(Path folder, Exception why) {
        return new UncheckedIOException(
                "what is counted anew cannot be kept in " + folder + ": " + why.getMessage(), new IOException(why));
    }

    /// The store of that name, the same whoever asks.
    OctetStore get(String name) {
        return stores.computeIfAbsent(name, _ -> {
            Path place = folder.resolve(name);
            try {
                var store = new ScratchStore(place, RocksDB.open(options, place.toString()), unlogged);
                open.add(store);
                return new OctetStore(store);
            } catch (RocksDBException e) {
                throw failed(place, e);
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
            throw failed(folder, e);
        }
    }
}
