package dev.synoptic.standalone.signatures;

import dev.synoptic.agent.capture.CaptureFileException;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.SynMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Raw signatures that no specific row fits, counted.
final class UnknownList {

    private final SynMatcher matcher;
    private final long fromSeconds;
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    /// @param since first year that counts
    UnknownList(SynMatcher matcher, int since) {
        this.matcher = matcher;
        this.fromSeconds =
                LocalDate.of(since, 1, 1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    /// Counts a capture, or all captures below a folder; of a folder, files that are none are left out and told of.
    void read(Path named) throws IOException {
        if (!Files.isDirectory(named)) {
            readFile(named);
            return;
        }
        for (Path file : CaptureFolder.files(named)) {
            try {
                readFile(file);
            } catch (CaptureFileException none) {
                leftOut.add("left out: " + none.getMessage());
            }
        }
    }

    private void readFile(Path file) throws IOException {
        CaptureHandshakes.forEach(file, (seen, seconds) -> {
            if (seconds >= fromSeconds) count(seen);
        });
    }

    private void count(SynObservation seen) {
        var match = matcher.match(seen);
        if (match.isKnown() && !match.isGeneric()) return;
        String label = match.winner()
                .map(winner -> "only " + winner.signature().label().text())
                .orElse("???");
        counts.merge(String.format("%-7s  %s  %s", seen.step(), match.rawSignature(), label), 1, Integer::sum);
    }

    /// Files of folders that are no captures, a line for each.
    List<String> leftOut() {
        return leftOut;
    }

    /// The most frequent first.
    List<String> lines() {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> String.format("%6d  %s", entry.getValue(), entry.getKey()))
                .toList();
    }
}
