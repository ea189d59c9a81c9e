package dev.synoptic.agent.maillog;

import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.ProgressPace;
import dev.synoptic.verdict.source.ContentDesk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;

/// Who follows logs, and what all of its logs share.
///
/// @param agent       its name
/// @param site        where the mail host stands
/// @param instance    of this process
/// @param progress    how often progress is told
/// @param checkpoints folder of the checkpoints
/// @param clock       what time it is
/// @param counters    where lines and verdicts are counted
/// @param desk        where what several logs tell of one transaction comes together
public record Follower(
        String agent,
        String site,
        String instance,
        ProgressPace progress,
        Path checkpoints,
        InstantSource clock,
        AgentCounters counters,
        ContentDesk desk) {

    /// The checkpoint of a log; its name is made of the log's.
    CheckpointFile checkpoint(FollowedLog log) {
        String readable = log.source().replaceAll("[^A-Za-z0-9._@+-]+", "_");
        String unique = LogHead.of(log.source().getBytes(StandardCharsets.UTF_8))
                .sha256()
                .substring(0, 8);
        int from = Math.max(0, readable.length() - 100);
        return new CheckpointFile(checkpoints.resolve(readable.substring(from) + "-" + unique + ".checkpoint"));
    }
}
