package dev.synoptic.standalone.signatures;

import dev.synoptic.match.LabelMoves;
import dev.synoptic.signature.LabelNames;
import java.util.List;

/// A listener whose clients are answered in the words of p0f 3.09b: they notice only what changes in those.
///
/// @param path its setting
/// @param old  words of the old file
/// @param next words of the new one
record OldWordListeners(String path, LabelNames old, LabelNames next) implements Dependants {

    private static final String UNKNOWN = "???";

    @Override
    public List<String> touchedBy(LabelMoves move) {
        String before =
                move.old().flatMap(old::as309b).map(label -> label.text()).orElse(UNKNOWN);
        String after =
                move.next().flatMap(next::as309b).map(label -> label.text()).orElse(UNKNOWN);
        return before.equals(after) ? List.of() : List.of(path + ": in 3.09b's words, from " + before + " to " + after);
    }
}
