package dev.synoptic.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.synoptic.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A public capture of the corpus beside the checkout, with what p0f 3.09b logs for it.
///
/// @param file    the capture
/// @param goldens the logs that p0f was seen to write; several where its own output changes from run to run
record CorpusCapture(Path file, List<String> goldens) {

    static Stream<CorpusCapture> all() {
        return Repository.shared().stream().flatMap(shared -> {
            try (var files = Files.walk(shared.resolve("corpus"), 2)) {
                return files.filter(CorpusCapture::isCapture).sorted().toList().stream()
                        .map(CorpusCapture::of);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static boolean isCapture(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".pcap") || name.endsWith(".pcapng");
    }

    private static CorpusCapture of(Path file) {
        var name = file.getFileName().toString();
        var stem = name.substring(0, name.lastIndexOf('.')) + ".p0f.";
        try (var folder = Files.list(file.resolveSibling(""))) {
            return new CorpusCapture(
                    file,
                    folder.filter(f -> isLog(f.getFileName().toString(), stem))
                            .sorted()
                            .map(CorpusCapture::read)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLog(String name, String stem) {
        return name.startsWith(stem) && name.substring(stem.length()).matches("log|alt\\d+\\.log");
    }

    private static String read(Path log) {
        try {
            return Files.readString(log, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
