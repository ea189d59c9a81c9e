package dev.synoptic.verdict.log;

import java.util.Optional;

/// Reads one mail host's log, line by line, into verdicts; what it finds goes to the [VerdictSink] it was made
/// with.
///
/// It has no clock but the log's, reads nothing itself, and is used by one thread. No line can make it throw.
public interface VerdictExtractor {

    /// Reads the next line, without its newline. A [LineSplitter] makes such lines of octets.
    void feed(String line, RawRef ref);

    /// The log is known to be complete up to this time, microseconds since 1970, UTC: settles what waited only
    /// for time to pass.
    ///
    /// Reading a line does the same with the line's own time.
    void advanceTo(long micros);

    /// There will be no further line: settles everything that is still open, as it stands.
    void close();

    /// Where reading must begin again after a restart; empty where nothing is open, so that the next unread
    /// line will do (V31).
    Optional<ResumePoint> resumePoint();

    /// The clock of what was read last.
    LogClock clock();

    /// No verdict of a session that opened before this time is still to come, but for corrections: microseconds
    /// since 1970, UTC.
    ///
    /// [Long#MIN_VALUE] before the first line, [Long#MAX_VALUE] after [#close].
    long settledUpToMicros();

    /// What was read and what was not understood, so far.
    ExtractionReport report();
}
