package dev.synoptic.standalone.signatures;

import dev.synoptic.gateway.answer.SystemClass;
import dev.synoptic.match.LabelMoves;
import dev.synoptic.signature.Label;
import java.util.List;

/// The classes of a DNS zone: hosts whose label moves to a system of another class leave one list for another.
///
/// @param zone its name
record ZoneClasses(String zone) implements Dependants {

    @Override
    public List<String> touchedBy(LabelMoves move) {
        String before =
                move.old().map(ZoneClasses::of).orElse(SystemClass.UNKNOWN).zone();
        String after =
                move.next().map(ZoneClasses::of).orElse(SystemClass.UNKNOWN).zone();
        return before.equals(after)
                ? List.of()
                : List.of("zone " + zone + ": from " + before + "." + zone + " to " + after + "." + zone);
    }

    /// Programs are nobody's system.
    private static SystemClass of(Label label) {
        return label.isTool() ? SystemClass.UNKNOWN : SystemClass.ofName(label.name());
    }
}
