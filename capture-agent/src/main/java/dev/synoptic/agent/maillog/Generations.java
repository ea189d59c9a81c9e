package dev.synoptic.agent.maillog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The files that rotation has made of a log, oldest first, the log itself last (V33).
final class Generations {

    private Generations() {}

    /// One of them.
    ///
    /// @param path     its name now
    /// @param key      what it is, whatever its name
    /// @param modified when it was written last
    /// @param age      its number in its name, where it has one: the higher the older
    record Generation(Path path, FileKey key, FileTime modified, OptionalLong age) {

        boolean isCompressed() {
            return path.toString().matches(".*\\.(gz|bz2|xz|zst)");
        }
    }

    /// All that are there. A file that is there both plain and compressed, as while it is being compressed, counts
    /// once.
    static List<Generation> of(Path log) throws IOException {
        Path folder = log.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) return List.of();
        Path itself = log.toAbsolutePath();
        var found = new ArrayList<Generation>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                var name = GenerationName.of(file);
                if (name.isEmpty() || !name.get().log().equals(itself)) continue;
                generation(file, name.get().age()).ifPresent(found::add);
            }
        }
        found.sort(OLDEST_FIRST);
        generation(itself, OptionalLong.empty()).ifPresent(found::add);
        return withoutDoubles(found);
    }

    private static final Comparator<Generation> OLDEST_FIRST =
            (one, other) -> one.age().isPresent()
                            && other.age().isPresent()
                            && one.age().getAsLong() != other.age().getAsLong()
                    ? Long.compare(other.age().getAsLong(), one.age().getAsLong())
                    : Comparator.comparing(Generation::modified)
                            .thenComparing(Generation::path)
                            .compare(one, other);

    private static Optional<Generation> generation(Path file, OptionalLong age) throws IOException {
        try {
            if (!Files.isRegularFile(file)) return Optional.empty();
            return Optional.of(new Generation(file, FileKey.of(file), FileKey.modified(file), age));
        } catch (NoSuchFileException renamedMeanwhile) {
            return Optional.empty();
        }
    }

    private static List<Generation> withoutDoubles(List<Generation> found) {
        Set<String> plain = new HashSet<>();
        for (var generation : found) {
            if (!generation.isCompressed()) plain.add(generation.path().toString());
        }
        return found.stream()
                .filter(generation -> !generation.isCompressed()
                        || !plain.contains(generation.path().toString().replaceFirst("\\.[a-z0-9]+$", "")))
                .toList();
    }
}
