package dev.synoptic.standalone.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where a broker keeps its data, and what becomes of it when the broker stops.
public sealed interface BrokerStorage {

    /// The folder that holds the data; made if it is not there.
    Path folder();

    /// What to do with the data once nothing writes to it any more.
    void release();

    /// Data that outlives the broker.
    record Kept(Path folder) implements BrokerStorage {
        @Override
        public void release() {}
    }

    /// Data that goes with the broker.
    record Temporary(Path folder) implements BrokerStorage {

        @Override
        public void release() {
            // The log cleaner may still be renaming files while the list is taken: look again until none is left.
            while (Files.exists(folder)) {
                deepestFirst(folder).forEach(Temporary::delete);
            }
        }

        private static List<Path> deepestFirst(Path folder) {
            try (Stream<Path> all = Files.walk(folder)) {
                return all.sorted(Comparator.reverseOrder()).toList();
            } catch (NoSuchFileException gone) {
                return List.of();
            } catch (IOException unreadable) {
                throw new UncheckedIOException("cannot clear " + folder, unreadable);
            }
        }

        private static void delete(Path file) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException stuck) {
                throw new UncheckedIOException("cannot delete " + file, stuck);
            }
        }
    }

    /// A new folder below the system's folder for temporary files.
    static BrokerStorage temporary() throws IOException {
        return new Temporary(Files.createTempDirectory("synoptic-broker-"));
    }

    /// Data below `folder`, which is made if it is not there.
    static BrokerStorage kept(Path folder) {
        return new Kept(folder);
    }
}
