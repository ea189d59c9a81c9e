package dev.synoptic.verdict.score;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// Points that filters have now, from which new ones move as far as the days between allow.
///
/// @param points         by label
/// @param learntToMicros the newest verdict that they were learnt from, microseconds since 1970, UTC; empty where that
///     is not known, which counts as a day ago
public record PreviousPoints(Map<ScoredLabel, Double> points, OptionalLong learntToMicros) {

    /// Nothing had points.
    public static final PreviousPoints NONE = new PreviousPoints(Map.of(), OptionalLong.empty());

    private static final double DAY_MICROS = TimeUnit.DAYS.toMicros(1);

    public PreviousPoints {
        points = Map.copyOf(points);
    }

    /// Whether no time has gone by between the two, so that nothing may have moved: learnt twice, or with a clock that
    /// was ahead.
    public boolean isAsNewAs(ScoreTable later) {
        return learntToMicros.isPresent()
                && later.learntToMicros().isPresent()
                && learntToMicros.getAsLong() >= later.learntToMicros().getAsLong();
    }

    double of(ScoredLabel label) {
        return points.getOrDefault(label, 0.0);
    }

    /// Days since then, in which points may have moved: learning again within the hour moves next to nothing.
    double daysTo(OptionalLong nowMicros) {
        if (learntToMicros.isEmpty() || nowMicros.isEmpty()) return 1;
        return Math.max(0, nowMicros.getAsLong() - learntToMicros.getAsLong()) / DAY_MICROS;
    }
}
