package dev.synoptic.agent.maillog;

import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.Splitter;
import dev.synoptic.verdict.source.Detection;
import dev.synoptic.verdict.source.MailServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out by a log's first lines which mail server writes it.
final class ServerChoice {

    private static final int OCTETS_MAX = 4 << 20;

    private ServerChoice() {}

    /// Empty where no line of any server is there yet.
    static Optional<MailServer> of(Path log, ExtractorSettings settings) throws IOException {
        List<String> sample = new ArrayList<>();
        Splitter lines = Splitter.detecting(RawRef.NOWHERE.generation(), 0, (text, ref) -> sample.add(text));
        try (var file = LogFile.open(log)) {
            var buffer = new byte[1 << 16];
            int octets = 0;
            for (int read = file.read(buffer);
                    read > 0 && octets < OCTETS_MAX && sample.size() < Detection.LINES_MAX;
                    read = file.read(buffer)) {
                lines.accept(buffer, 0, read);
                octets += read;
            }
        }
        return Detection.of(sample, settings);
    }
}
