package dev.synoptic.verdict.ratio;

import java.util.ArrayList;

/// What the counts of a period cannot know of, as agents told it.
///
/// @param linesNotUnderstood lines of mail logs of no known form
/// @param framesLost         by kernels and interfaces
/// @param recordsLost        by queues and spools, or with a process that was killed
/// @param gaps               times that a log lost lines, or that a capture stood still and began anew
/// @param gapMicros          how long captures stood still in all, at most
public record Missing(long linesNotUnderstood, long framesLost, long recordsLost, long gaps, long gapMicros) {

    public static final Missing NOTHING = new Missing(0, 0, 0, 0, 0);

    public Missing plus(Missing more) {
        return new Missing(
                linesNotUnderstood + more.linesNotUnderstood,
                framesLost + more.framesLost,
                recordsLost + more.recordsLost,
                gaps + more.gaps,
                gapMicros + more.gapMicros);
    }

    /// For people: `Missing: 3 lines of logs not understood; 2 gaps, of captures 13 s at most.`
    public String text() {
        if (isNothing()) return "Nothing is known to be missing.";
        var parts = new ArrayList<String>();
        if (linesNotUnderstood > 0) parts.add(some(linesNotUnderstood, "line") + " of logs not understood");
        if (framesLost > 0) parts.add(some(framesLost, "frame") + " lost by kernel or interface");
        if (recordsLost > 0) parts.add(some(recordsLost, "record") + " lost by agents");
        if (gaps > 0)
            parts.add(some(gaps, "gap") + ", of captures " + (gapMicros + 999_999) / 1_000_000 + " s at most");
        return "Missing: " + String.join("; ", parts) + ".";
    }

    private static String some(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /// Whether nothing is known to be missing.
    public boolean isNothing() {
        return equals(NOTHING);
    }
}
