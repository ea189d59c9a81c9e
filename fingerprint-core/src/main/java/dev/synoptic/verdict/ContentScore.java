package dev.synoptic.verdict;

import java.util.OptionalDouble;

/// What a content filter made of a message in points (`mail.md` V30): its own, of no scale but its own.
///
/// @param points sum of all its tests, finite; the more, the worse, and below zero for what it trusts
/// @param limit  points from which it would refuse, finite, where it tells them
public record ContentScore(double points, OptionalDouble limit) {

    public ContentScore {
        if (!Double.isFinite(points) || !Double.isFinite(limit.orElse(0))) {
            throw new IllegalArgumentException("a score of " + points + " of " + limit);
        }
    }
}
