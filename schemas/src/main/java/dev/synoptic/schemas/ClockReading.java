package dev.synoptic.schemas;

/// How the clocks of one capturing agent and one mail host compare (`mail.md` J7).
///
/// @param aheadMicros     how far the capture's clock runs ahead of the mail host's; 0 where it could not be measured
/// @param samples         sessions that it was measured by; 0 where it could not be measured
/// @param corrected       whether sessions are held against SYNs with this corrected
/// @param zoneShiftMicros how far the log's times are ahead as if read in a wrong time zone, whole quarter hours; 0
///     where they are not
public record ClockReading(long aheadMicros, long samples, boolean corrected, long zoneShiftMicros) {}
