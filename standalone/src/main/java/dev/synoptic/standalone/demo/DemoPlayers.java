package dev.synoptic.standalone.demo;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentSettings;
import dev.synoptic.agent.CaptureAgent;
import dev.synoptic.agent.ReadingListener;
import dev.synoptic.standalone.fleet.FleetLog;
import dev.synoptic.standalone.fleet.FleetSite;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The agents of a demo, one for each site, all reading at once.
final class DemoPlayers implements AutoCloseable {

    private final Map<String, CaptureAgent> bySite = new LinkedHashMap<>();

    /// Starts them all; where one cannot start, those before it are closed.
    DemoPlayers(List<AgentSettings> agents, ReadingListener listener) throws IOException {
        try {
            for (AgentSettings each : agents) bySite.put(each.site(), CaptureAgent.start(each, listener));
        } catch (IOException | RuntimeException refused) {
            close();
            throw refused;
        }
    }

    /// Waits until every file is read to its end.
    void awaitEnd() throws IOException, InterruptedException {
        for (CaptureAgent agent : bySite.values()) agent.awaitEnd();
    }

    void stop() {
        bySite.values().forEach(CaptureAgent::stop);
    }

    /// Tells what was read, and names each site whose logs hold no verdict: they are of another server, or nobody came.
    /// Where that is so everywhere, there is no table to be had.
    void report(DemoInput input, Narration told) {
        told.say(sum(AgentCounter.SEGMENTS) + " TCP segments, " + sum(AgentCounter.SYNS) + " SYNs; "
                + sum(AgentCounter.LOG_LINES) + " lines of log, " + sum(AgentCounter.VERDICTS) + " verdicts");
        List<String> empty = input.fleet().sites().stream()
                .filter(site -> !site.logs().isEmpty() && count(site, AgentCounter.VERDICTS) == 0)
                .map(this::noVerdict)
                .toList();
        if (sum(AgentCounter.VERDICTS) == 0 && !empty.isEmpty()) throw new UserMistake(empty);
        empty.forEach(site -> told.say("warning: " + site));
    }

    private String noVerdict(FleetSite site) {
        String files = site.logs().stream()
                .flatMap(log -> log.files().stream())
                .map(Path::toString)
                .collect(Collectors.joining(", "));
        String servers = site.logs().stream()
                .map(FleetLog::server)
                .map(server -> server.text())
                .distinct()
                .collect(Collectors.joining(" or "));
        return files + ": no verdict in " + count(site, AgentCounter.LOG_LINES) + " lines, expected a log of "
                + servers;
    }

    private long count(FleetSite site, AgentCounter counter) {
        return Objects.requireNonNull(bySite.get(site.name())).counters().get(counter);
    }

    private long sum(AgentCounter counter) {
        return bySite.values().stream()
                .mapToLong(agent -> agent.counters().get(counter))
                .sum();
    }

    @Override
    public void close() {
        bySite.values().forEach(CaptureAgent::close);
    }
}
