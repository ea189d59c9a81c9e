package dev.synoptic.standalone.signatures;

import dev.synoptic.match.SynMatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Raw signatures that no specific row fits, counted.
final class UnknownList {

    private UnknownList() {}

    static List<String> of(List<Path> captures, SynMatcher matcher, int since) throws IOException {
        long from = LocalDate.of(since, 1, 1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        var counts = new HashMap<String, Integer>();
        for (Path capture : captures) {
            CaptureHandshakes.forEach(capture, (seen, seconds) -> {
                if (seconds < from) return;
                var match = matcher.match(seen);
                if (match.isKnown() && !match.isGeneric()) return;
                String label = match.winner()
                        .map(winner -> "only " + winner.signature().label().text())
                        .orElse("???");
                counts.merge(String.format("%-7s  %s  %s", seen.step(), match.rawSignature(), label), 1, Integer::sum);
            });
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> String.format("%6d  %s", entry.getValue(), entry.getKey()))
                .toList();
    }
}
