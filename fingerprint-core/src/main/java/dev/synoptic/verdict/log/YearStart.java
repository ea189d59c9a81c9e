package dev.synoptic.verdict.log;

/// Where the year of a log's first line comes from, if the lines do not tell it (V12).
public sealed interface YearStart {

    /// Someone says so, or a checkpoint does.
    record Known(int year) implements YearStart {}

    /// The year that puts the line nearest to the file's last change, and at most a day after it.
    ///
    /// @param micros when the file was last changed, microseconds since 1970, UTC
    record ModifiedAt(long micros) implements YearStart {}

    /// The year that puts the line nearest to what was captured beside it.
    ///
    /// @param fromMicros first packet, microseconds since 1970, UTC
    /// @param toMicros   last packet
    record Captured(long fromMicros, long toMicros) implements YearStart {}
}
