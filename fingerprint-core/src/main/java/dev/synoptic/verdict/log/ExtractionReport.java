package dev.synoptic.verdict.log;

import java.util.SortedMap;

/// Counts of one extractor since it was made.
///
/// @param lines        read
/// @param malformed    without an envelope of a known form
/// @param foreign      of programs that say nothing of verdicts
/// @param unknown      of the mail server's own programs, but of no known form
/// @param orphans      about a session or message that was not seen to begin
/// @param local        verdicts not handed over because the client is the mail host itself (V6)
/// @param verdicts     handed over, corrections included
/// @param corrections  handed over with a revision above 0
/// @param evicted      sessions and messages settled early because a table was full or they lasted too long
/// @param gaps         times the log itself says that lines were lost
/// @param deliveriesLeftOut outcomes of messages not told: no news, or nobody's (V5, V6)
/// @param deliveriesForgotten messages no longer remembered while they may have been in the queue: too many were
/// @param latestMicros the latest time read, microseconds since 1970, UTC; [Long#MIN_VALUE] before the first
/// @param shapes       shapes of lines not understood, and how often each came; digits are N, addresses A
/// @param otherReasons shapes of refusals that no reason class fits (a.9)
public record ExtractionReport(
        long lines,
        long malformed,
        long foreign,
        long unknown,
        long orphans,
        long local,
        long verdicts,
        long corrections,
        long evicted,
        long gaps,
        long deliveriesLeftOut,
        long deliveriesForgotten,
        long latestMicros,
        SortedMap<String, Long> shapes,
        SortedMap<String, Long> otherReasons) {}
