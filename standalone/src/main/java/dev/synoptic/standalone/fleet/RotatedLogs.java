package dev.synoptic.standalone.fleet;

import dev.synoptic.agent.maillog.GenerationName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Finds the files that are one log by what rotation has named them (`mail.md` V33): a session may begin in one and end
/// in the next.
final class RotatedLogs {

    private RotatedLogs() {}

    /// Logs that differ in nothing but what rotation did to their names are one, which begins in the year of the
    /// oldest file. Files that were listed as one log stay in that order, unless their names tell another.
    static List<FleetLog> joined(List<FleetLog> logs) {
        Map<FleetLog, List<FleetLog>> same = new LinkedHashMap<>();
        for (FleetLog log : logs.stream().distinct().toList()) {
            same.computeIfAbsent(likeness(log), _ -> new ArrayList<>()).add(log);
        }
        return same.values().stream().map(RotatedLogs::one).toList();
    }

    /// Equal for the files of one log.
    private static FleetLog likeness(FleetLog log) {
        List<Path> itself =
                log.files().stream().map(RotatedLogs::itself).distinct().toList();
        return log.in(itself).ofAnyYear();
    }

    private static Path itself(Path file) {
        return GenerationName.of(file).map(GenerationName::log).orElse(file);
    }

    private static FleetLog one(List<FleetLog> pieces) {
        List<Path> files = pieces.stream()
                .flatMap(piece -> piece.files().stream())
                .distinct()
                .toList();
        if (files.stream().map(RotatedLogs::itself).distinct().count() > 1)
            return pieces.getFirst().in(files);
        List<Path> oldestFirst = oldestFirst(files);
        return pieces.stream()
                .filter(piece -> piece.files().contains(oldestFirst.getFirst()))
                .findFirst()
                .orElse(pieces.getFirst())
                .in(oldestFirst);
    }

    private static List<Path> oldestFirst(List<Path> files) {
        Stream<Path> cutOff = files.stream()
                .flatMap(file -> GenerationName.of(file).stream().map(name -> Map.entry(name, file)))
                .sorted(Map.Entry.comparingByKey(GenerationName.OLDEST_FIRST))
                .map(Map.Entry::getValue);
        Stream<Path> itself =
                files.stream().filter(file -> GenerationName.of(file).isEmpty());
        return Stream.concat(cutOff, itself).toList();
    }
}
