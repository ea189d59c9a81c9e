package dev.synoptic.verdict.log;

/// What the next line's time rests on where the log tells neither year nor zone (V12, V13).
///
/// @param year       of the last such line; 0 before the first
/// @param month      of the last such line, 1 to 12; 0 before the first
/// @param secondPass whether the autumn's repeated hour is being gone through a second time
/// @param localSecond the last such line's local time, seconds since 1970 as if it were UTC
public record LogClock(int year, int month, boolean secondPass, long localSecond) {

    /// Before the first line.
    public static final LogClock UNSET = new LogClock(0, 0, false, Long.MIN_VALUE);
}
