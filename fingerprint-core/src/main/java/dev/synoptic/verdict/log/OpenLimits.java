package dev.synoptic.verdict.log;

import java.time.Duration;

/// How much an extractor holds open, and for how long of the log's own time. What passes a limit is settled as
/// it stands, and counted.
///
/// @param sessions        open sessions, and closed ones that wait for a last word
/// @param messages        queue ids that are watched
/// @param itemsPerSession refusals and messages kept of one session
/// @param openMessage     how long a message may wait for its proof after the session closed (V20)
/// @param correction      how long a late proof still corrects (V20)
/// @param session         how long a session may last
/// @param disorder        how far lines of different processes may be out of order (V36)
/// @param shapes          distinct shapes of lines not understood that are counted apart
public record OpenLimits(
        int sessions,
        int messages,
        int itemsPerSession,
        Duration openMessage,
        Duration correction,
        Duration session,
        Duration disorder,
        int shapes) {

    public static final OpenLimits DEFAULT = new OpenLimits(
            20_000,
            100_000,
            1_000,
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofHours(24),
            Duration.ofSeconds(5),
            1_000);
}
