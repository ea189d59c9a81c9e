package dev.synoptic.standalone.signatures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Captures named one by one, or by the folder they lie in.
final class CaptureFolder {

    private static final List<String> NAMES = List.of(".pcap", ".pcapng", ".cap", ".pcap.gz", ".pcapng.gz");

    private CaptureFolder() {}

    /// Every file below `folder` whose name is that of a capture, by name.
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(CaptureFolder::isNamedSo).sorted().toList();
        }
    }

    private static boolean isNamedSo(Path file) {
        String name = file.getFileName().toString();
        return NAMES.stream().anyMatch(name::endsWith);
    }
}
