package dev.synoptic.standalone.fleet;

import dev.synoptic.agent.AgentSettings;
import dev.synoptic.agent.CaptureInput;
import dev.synoptic.agent.LogInput;
import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.gateway.join.EnrolledSource;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.packet.IpAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// One site: a mail host or a proxy, with what was captured and logged there.
///
/// @param name       of the site, as tables name it
/// @param host       the mail host as its log names it, or is to be named where it does not
/// @param addresses  its own; with them sessions are held against SYNs to these addresses only (`mail.md` J1)
/// @param captures   pcap or pcapng, plain or gzip
/// @param logs       of its mail server; none at a proxy
/// @param proxies    names of the sites of proxies before it (`mail.md` J8)
/// @param clockAhead how far the capture's clock is known to run ahead of the log's (`mail.md` J7)
public record FleetSite(
        String name,
        String host,
        Set<IpAddress> addresses,
        List<Path> captures,
        List<FleetLog> logs,
        Set<String> proxies,
        Duration clockAhead) {

    public FleetSite {
        addresses = Set.copyOf(addresses);
        captures = List.copyOf(captures);
        logs = List.copyOf(logs);
        proxies = Set.copyOf(proxies);
    }

    /// The agent that reads its files, of the site's own name.
    ///
    /// @param fidelity by which rules frames are read
    public AgentSettings agent(Fidelity fidelity, PublishSettings publish) {
        return AgentSettings.of(name, name, captureInputs(), logInputs(), fidelity, publish);
    }

    /// The same site without these files of its logs.
    FleetSite without(Set<Path> files) {
        List<FleetLog> rest =
                logs.stream().flatMap(log -> log.without(files).stream()).toList();
        return new FleetSite(name, host, addresses, captures, rest, proxies, clockAhead);
    }

    /// What the join waits for of it.
    public List<EnrolledSource> sources() {
        return Stream.concat(
                        captureInputs().stream().map(CaptureInput::source),
                        logInputs().stream().map(LogInput::source))
                .map(source -> new EnrolledSource(name, source, name))
                .toList();
    }

    /// Its captures, each once.
    public List<CaptureInput> captureInputs() {
        return captures.stream().distinct().map(CaptureInput::of).toList();
    }

    /// Its logs, each once.
    public List<LogInput> logInputs() {
        return logs.stream().distinct().map(this::logInput).toList();
    }

    /// Logs by syslog's rules name their host in every line; the others never do.
    private LogInput logInput(FleetLog log) {
        LogInput input = LogInput.of(log.file(), log.server())
                .after(log.files().subList(0, log.files().size() - 1))
                .in(log.year())
                .in(log.zone())
                .proxied(log.proxiedServices())
                .deciding(log.verdictSource());
        return switch (log.server()) {
            case POSTFIX, OPENSMTPD -> input;
            case EXIM, HARAKA, QPSMTPD, RSPAMD -> input.named(host);
        };
    }
}
