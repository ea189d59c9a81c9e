package dev.synoptic.standalone.signatures;

import dev.synoptic.match.LabelMoves;
import java.util.ArrayList;
import java.util.List;

/// Labels that move, and below each what depends on it.
record MoveList(List<LabelMoves> moves, List<Dependants> dependants) {

    List<String> lines() {
        var lines = new ArrayList<String>();
        for (var move : moves) {
            lines.add(move.from() + " -> " + move.to() + "  (" + move.rows() + " rows, such as " + move.raw() + ")");
            dependants.stream()
                    .flatMap(each -> each.touchedBy(move).stream())
                    .map(line -> "  " + line)
                    .forEach(lines::add);
        }
        return lines;
    }
}
