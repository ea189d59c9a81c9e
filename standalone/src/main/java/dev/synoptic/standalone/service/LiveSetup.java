package dev.synoptic.standalone.service;

import dev.synoptic.agent.capture.LiveOptions;
import dev.synoptic.agent.capture.PortFilter;
import dev.synoptic.agent.courier.CourierSettings;
import dev.synoptic.agent.live.LiveAgent;
import dev.synoptic.agent.live.LiveSettings;
import dev.synoptic.agent.maillog.FollowedLog;
import dev.synoptic.agent.pairing.PairingLimits;
import dev.synoptic.agent.spool.SpoolLimits;
import dev.synoptic.gateway.join.EnrolledSource;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.standalone.config.AgentSection;
import dev.synoptic.standalone.config.FollowSection;
import dev.synoptic.standalone.config.LiveSection;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What the settings say of an agent on a mail host, in the agent's words.
///
/// @param agent    its section
/// @param fidelity by which rules frames are read
record LiveSetup(AgentSection agent, Fidelity fidelity) {

    private static final int WHOLE_FRAMES = 65_535;
    private static final List<String> JOURNALCTL = List.of("journalctl");

    LiveSettings settings() {
        LiveSection live = agent.live();
        CourierSettings usual = CourierSettings.DEFAULT;
        return new LiveSettings(
                agent.name(),
                agent.site(),
                live.interfaces(),
                filters(live),
                live.httpPorts(),
                new LiveOptions(
                        live.httpPorts().isEmpty() ? live.snapLength() : WHOLE_FRAMES,
                        Math.toIntExact(live.ring().count()),
                        live.promiscuous()),
                fidelity,
                PairingLimits.DEFAULT,
                live.synsPerSecond(),
                LiveSettings.PROGRESS,
                live.folder(),
                new SpoolLimits(
                        agent.spool().size().count(),
                        agent.spool().age(),
                        agent.spool().syncRecords(),
                        agent.spool().syncTime()),
                new CourierSettings(
                        usual.queue(), usual.inFlight(), usual.patience(), usual.retry(), live.stopWithin()),
                agent.follow().stream().map(LiveSetup::log).toList());
    }

    /// Expressions for links with VLAN tags and, where those do not fit, without.
    static List<String> filters(LiveSection live) {
        if (live.filter().isPresent()) return List.of(live.filter().get());
        var ports =
                new PortFilter(live.mailPorts().isEmpty() ? PortFilter.MAIL_PORTS : live.mailPorts(), live.httpPorts());
        return List.of(ports.tagged(), ports.plain());
    }

    /// What a gateway in the same process waits for.
    List<EnrolledSource> sources() {
        return Stream.concat(
                        agent.live().interfaces().stream().map(LiveAgent::sourceOf),
                        agent.follow().stream().map(log -> log(log).source()))
                .map(source -> new EnrolledSource(agent.name(), source, agent.site()))
                .toList();
    }

    private static FollowedLog log(FollowSection log) {
        FollowedLog.Place place = log.file().isPresent()
                ? new FollowedLog.InFile(log.file().get())
                : new FollowedLog.InJournal(JOURNALCTL, log.units(), new HashSet<>(log.users()));
        return new FollowedLog(
                place,
                log.mta(),
                log.host(),
                ZoneId.of(log.zone()),
                Set.copyOf(log.proxiedServices()),
                log.verdictSource(),
                FollowedLog.LATE_WRITERS);
    }
}
