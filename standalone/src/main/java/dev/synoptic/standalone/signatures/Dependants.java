package dev.synoptic.standalone.signatures;

import dev.synoptic.match.LabelMoves;
import java.util.List;

/// Something that speaks of labels, and so changes when they move.
interface Dependants {

    /// What becomes of it when this label moves, a line each; none where it does not care.
    List<String> touchedBy(LabelMoves move);
}
