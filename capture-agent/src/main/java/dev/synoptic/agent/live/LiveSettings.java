package dev.synoptic.agent.live;

import dev.synoptic.agent.ProgressPace;
import dev.synoptic.agent.capture.LiveOptions;
import dev.synoptic.agent.courier.CourierSettings;
import dev.synoptic.agent.maillog.FollowedLog;
import dev.synoptic.agent.pairing.PairingLimits;
import dev.synoptic.agent.spool.SpoolLimits;
import dev.synoptic.packet.Fidelity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What an agent on a mail host must be told.
///
/// @param agent       its name, unique in the fleet
/// @param site        where it stands
/// @param interfaces  names of those to watch; `any` for all
/// @param filters     expressions in pcap-filter's language; the first that fits an interface's link is taken
/// @param httpPorts   ports whose HTTP heads are told
/// @param options     how interfaces are captured from
/// @param fidelity    by which rules frames are read
/// @param pairing     bounds of what is remembered of connections
/// @param synsPerSecond SYNs told at once, in a second, on each interface; what is above waits for completion
/// @param progress    how often progress is told
/// @param folder      where it keeps its spool and checkpoints
/// @param spool       bounds of the spool
/// @param courier     how patient it is with the brokers
/// @param logs        mail logs to follow
public record LiveSettings(
        String agent,
        String site,
        List<String> interfaces,
        List<String> filters,
        List<Integer> httpPorts,
        LiveOptions options,
        Fidelity fidelity,
        PairingLimits pairing,
        int synsPerSecond,
        ProgressPace progress,
        Path folder,
        SpoolLimits spool,
        CourierSettings courier,
        List<FollowedLog> logs) {

    /// What is quiet must say so often: a join waits for it.
    public static final ProgressPace PROGRESS = new ProgressPace(10_000, Duration.ofSeconds(1), Duration.ofSeconds(2));

    /// SYNs told at once in a second, unless set otherwise.
    public static final int SYNS_PER_SECOND = 10_000;

    public LiveSettings {
        if (agent.isEmpty() || site.isEmpty()) throw new IllegalArgumentException("agent and site have names");
        interfaces = List.copyOf(interfaces);
        filters = List.copyOf(filters);
        httpPorts = List.copyOf(httpPorts);
        logs = List.copyOf(logs);
    }
}
