package dev.synoptic.agent.live;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.capture.LiveCounters;
import dev.synoptic.agent.courier.PublishTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How an agent is doing, at one moment.
///
/// @param agent      its name
/// @param site       where it stands
/// @param at         the moment
/// @param counts     since the start
/// @param times      of publishing
/// @param interfaces watched
/// @param logs       followed
/// @param waiting    records in the memory queue
/// @param spool      what is on disk
/// @param brokers    why they are not reached; empty where they are
public record LiveStatus(
        String agent,
        String site,
        Instant at,
        Map<AgentCounter, Long> counts,
        PublishTimes times,
        List<Interface> interfaces,
        List<Log> logs,
        int waiting,
        Spooled spool,
        Optional<String> brokers) {

    /// One interface.
    ///
    /// @param open     whether frames can come from it now
    /// @param counters its frames
    public record Interface(String name, boolean open, LiveCounters counters) {}

    /// A log that is followed.
    ///
    /// @param source  its name
    /// @param trouble why it cannot be read now
    public record Log(String source, Optional<String> trouble) {}

    /// The spool.
    ///
    /// @param octets  on disk
    /// @param age     of its oldest record
    /// @param trouble why it cannot be written
    public record Spooled(long octets, Optional<Duration> age, Optional<String> trouble) {}

    /// A count.
    public long count(AgentCounter counter) {
        return counts.getOrDefault(counter, 0L);
    }

    /// What is wrong now, one thing a line; nothing where all is well.
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        brokers.ifPresent(why -> troubles.add("the brokers are not reached: " + why));
        spool.trouble().ifPresent(why -> troubles.add("the spool cannot be written: " + why));
        for (var each : interfaces) {
            if (!each.open()) troubles.add("interface " + each.name() + " is away");
        }
        for (var each : logs) each.trouble().ifPresent(troubles::add);
        return troubles;
    }
}
