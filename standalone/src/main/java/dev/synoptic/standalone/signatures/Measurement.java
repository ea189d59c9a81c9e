package dev.synoptic.standalone.signatures;

import dev.synoptic.agent.capture.CaptureFileException;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.SynMatcher;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.tcp.HandshakeStep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Holds every handshake of a folder of captures against two databases, by year of capture.
final class Measurement {

    private static final int HAND_WRITTEN_WINDOW = 8192;
    private static final int YEAR_MIN = 1983, YEAR_MAX = 2038; // between TCP's first day and the end of 32-bit seconds
    private static final int IMPOSSIBLE = 0;

    /// The databases compared.
    enum Reader {
        /// The old file in p0f.
        OLD("old file in p0f"),
        /// The new file in p0f.
        P0F("new file in p0f"),
        /// The new file in Synoptic.
        FLEET("new file in Synoptic");

        private final String words;

        Reader(String words) {
            this.words = words;
        }
    }

    private record Cell(HandshakeStep step, int year, Reader reader) {}

    private final Map<Reader, SynMatcher> matchers;
    private final Map<Cell, Tally> tallies = new HashMap<>();
    private final Map<HandshakeStep, Integer> handWritten = new HashMap<>();
    private int files;
    private int unreadable;

    Measurement(SignatureDatabase old, SignatureDatabase current) {
        matchers = Map.of(
                Reader.OLD, SynMatcher.of(old, Fidelity.STRICT),
                Reader.P0F, SynMatcher.of(current, Fidelity.STRICT),
                Reader.FLEET, SynMatcher.of(current, Fidelity.FLEET));
    }

    void read(Path folder) throws IOException {
        for (Path file : CaptureFolder.files(folder)) readFile(file);
    }

    private void readFile(Path file) throws IOException {
        try {
            CaptureHandshakes.forEach(file, (seen, seconds) -> add(seen, year(seconds)));
            files++;
        } catch (CaptureFileException none) {
            unreadable++;
        }
    }

    private static int year(long seconds) {
        int year = Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC).getYear();
        return year < YEAR_MIN || year > YEAR_MAX ? IMPOSSIBLE : year;
    }

    private void add(SynObservation seen, int year) {
        if (seen.layout().size() == 0 && seen.window() == HAND_WRITTEN_WINDOW) {
            handWritten.merge(seen.step(), 1, Integer::sum);
            return;
        }
        matchers.forEach((reader, matcher) -> {
            var match = matcher.match(seen);
            tallies.computeIfAbsent(new Cell(seen.step(), year, reader), _ -> new Tally())
                    .add(match);
        });
    }

    /// The tables as Markdown.
    List<String> lines(int since) {
        var lines = new ArrayList<String>();
        for (var step : HandshakeStep.values()) {
            lines.add("### " + (step == HandshakeStep.SYN ? "SYN" : "SYN+ACK"));
            lines.add("");
            lines.add("| captured | senders | programs | " + heads() + " |");
            lines.add("|---|---:|---:|---|---|---|");
            years(step).forEach(year -> lines.add(row(step, Integer.toString(year), year, year)));
            lines.add(row(step, "before " + since, YEAR_MIN, since - 1));
            lines.add(row(step, "**since " + since + "**", since, YEAR_MAX));
            lines.add(row(step, "by an impossible clock", IMPOSSIBLE, IMPOSSIBLE));
            lines.add("");
        }
        lines.add(files + " captures read, " + unreadable
                + " files that are none. Left out as written by hand (no options,"
                + " window " + HAND_WRITTEN_WINDOW + "): " + handWritten.getOrDefault(HandshakeStep.SYN, 0) + " SYNs, "
                + handWritten.getOrDefault(HandshakeStep.SYN_ACK, 0) + " SYN+ACKs.");
        return lines;
    }

    private static String heads() {
        return String.join(" | ", Stream.of(Reader.values()).map(r -> r.words).toList());
    }

    private Stream<Integer> years(HandshakeStep step) {
        return tallies.keySet().stream()
                .filter(cell -> cell.step() == step)
                .map(Cell::year)
                .filter(year -> year != IMPOSSIBLE)
                .distinct()
                .sorted();
    }

    private String row(HandshakeStep step, String head, int from, int to) {
        var fleet = sum(step, Reader.FLEET, from, to);
        return "| " + head + " | " + fleet.senders() + " | " + fleet.count(Tally.Outcome.TOOL) + " | "
                + sum(step, Reader.OLD, from, to).shares() + " | "
                + sum(step, Reader.P0F, from, to).shares() + " | " + fleet.shares() + " |";
    }

    private Tally sum(HandshakeStep step, Reader reader, int from, int to) {
        var sum = new Tally();
        tallies.forEach((cell, tally) -> {
            if (cell.step() == step && cell.reader() == reader && cell.year() >= from && cell.year() <= to)
                sum.add(tally);
        });
        return sum;
    }
}
