package dev.synoptic.flow;

/// What never became a record, since this instance of the agent began: numbers that only grow.
///
/// @param linesNotUnderstood of the source: lines of the mail server's own programs of no known form, and lines that
/// are
///     none
/// @param logGaps            of the source: times that the log itself says that lines were lost
/// @param framesLost         of the agent, whichever of its sources tells: frames that kernel or interfaces lost
/// @param recordsLost        of the agent, whichever of its sources tells: records that queue or spool lost, or that
/// went
///     with a process that was killed
public record SourceLosses(long linesNotUnderstood, long logGaps, long framesLost, long recordsLost) {

    public static final SourceLosses NONE = new SourceLosses(0, 0, 0, 0);
}
