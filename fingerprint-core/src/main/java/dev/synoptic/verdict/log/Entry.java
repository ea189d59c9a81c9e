package dev.synoptic.verdict.log;

import dev.synoptic.verdict.Verdict.Precision;

/// A line of a log with its time and place, before what it says is looked at.
public interface Entry {

    /// When, microseconds since 1970, UTC.
    long micros();

    /// How finely the line tells it.
    Precision precision();

    /// Where it stands.
    Place place();

    /// The line to name as the deciding one.
    default RawRef ref() {
        return place().resume().line();
    }
}
