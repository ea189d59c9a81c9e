package dev.synoptic.standalone.signatures;

import dev.synoptic.match.LabelMoves;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Labels that move, and the lines of rule files that speak of them.
record MoveList(List<LabelMoves> moves, List<Path> rules) {

    List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        for (var move : moves) {
            lines.add(move.from() + " -> " + move.to() + "  (" + move.rows() + " rows, such as " + move.raw() + ")");
        }
        for (Path file : rules) {
            String text = new String(SignatureFiles.octets(file), StandardCharsets.UTF_8);
            int number = 0;
            for (String line : text.lines().toList()) {
                number++;
                for (String label : moved(line))
                    lines.add(file + ":" + number + ": speaks of " + label + ", which moves");
            }
        }
        return lines;
    }

    private List<String> moved(String line) {
        return moves.stream()
                .map(LabelMoves::from)
                .distinct()
                .filter(label -> line.contains(label))
                .toList();
    }
}
