package dev.synoptic.standalone.export;

import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The folder that an export is written to, readable by its owner alone. A file has its name once it is whole.
final class ExportFolder {

    /// What holds for every file: it may name people.
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final ExportFormat format;
    private final List<Written> written = new ArrayList<>();

    /// A whole file.
    ///
    /// @param name    in the folder
    /// @param rows    of it
    /// @param columns of every row
    record Written(String name, long rows, List<Column> columns) {}

    private ExportFolder(Path folder, ExportFormat format) {
        this.folder = folder;
        this.format = format;
    }

    /// @throws UserMistake where there is something already
    static ExportFolder create(Path folder, ExportFormat format) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UserMistake("--out " + folder + ": a file, expected a folder that is empty or not there yet");
        }
        if (!Files.exists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new UserMistake(
                        "--out " + folder + ": not empty, expected a folder that is empty or not there yet");
            }
        }
        return new ExportFolder(folder, format);
    }

    /// Who fills a file.
    @FunctionalInterface
    interface Filling {
        void fill(Rows rows) throws IOException;
    }

    /// Takes rows; counts them.
    static final class Rows {
        private final RowFile file;
        private long count;

        private Rows(RowFile file) {
            this.file = file;
        }

        void add(List<String> row) {
            try {
                file.write(row);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            count++;
        }
    }

    /// Writes a file.
    void write(String name, List<Column> columns, Filling filling) throws IOException {
        String fileName = name + "." + format;
        Path file = Files.createFile(folder.resolve(fileName + UNFINISHED), OWNER_ALONE);
        Rows rows;
        try (RowFile opened = format.open(file, name, columns)) {
            rows = new Rows(opened);
            filling.fill(rows);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        Files.setPosixFilePermissions(file, OWNER_ALONE.value()); // whoever wrote it may have made it anew
        Files.move(file, folder.resolve(fileName), StandardCopyOption.ATOMIC_MOVE);
        written.add(new Written(fileName, rows.count, columns));
    }

    /// What is whole.
    List<Written> written() {
        return List.copyOf(written);
    }

    /// A file of another kind.
    Path resolve(String name) {
        return folder.resolve(name);
    }
}
