package dev.synoptic.agent.maillog;

import dev.synoptic.agent.courier.Outbox;
import java.io.IOException;
import java.util.Optional;

/// One log being followed: [#follow] runs on a thread of its own until [#stop].
public sealed interface LogFollowing permits FileFollower, JournalFollower {

    /// Follows the log until it is stopped, or its thread interrupted.
    ///
    /// @throws IOException where it cannot be read at all
    void follow() throws IOException;

    /// Makes [#follow] return soon, unless it waits for brokers that are away. From any thread.
    void stop();

    /// After [#follow] has returned and the courier has ended: writes the last checkpoint that has come true.
    void end();

    /// Why it cannot be read now; empty where it can. From any thread.
    Optional<String> trouble();

    /// Names it in progress.
    String source();

    /// Follows this log.
    static LogFollowing of(Follower follower, FollowedLog log, Outbox outbox) {
        return switch (log.place()) {
            case FollowedLog.InFile file -> new FileFollower(follower, log, file, outbox.forLog(new Batch()));
            case FollowedLog.InJournal journal ->
                new JournalFollower(follower, log, journal, outbox.forLog(new Batch()));
        };
    }
}
