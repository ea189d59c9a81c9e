package dev.synoptic.agent;

import dev.synoptic.agent.pairing.PairingLimits;
import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.packet.Fidelity;
import java.util.List;

/// What an agent must be told to read files.
///
/// @param agent    its name, unique in the fleet
/// @param site     where all of it was seen; joins need captures and logs of one site
/// @param captures to be read, each on a thread of its own
/// @param logs     to be read, each on a thread of its own
/// @param fidelity by which rules frames are read
/// @param pairing  bounds of what is remembered of connections
/// @param progress how often progress is told
/// @param publish  where records go
public record AgentSettings(
        String agent,
        String site,
        List<CaptureInput> captures,
        List<LogInput> logs,
        Fidelity fidelity,
        PairingLimits pairing,
        ProgressPace progress,
        PublishSettings publish) {

    public AgentSettings {
        if (agent.isEmpty() || site.isEmpty()) throw new IllegalArgumentException("agent and site have names");
        captures = List.copyOf(captures);
        logs = List.copyOf(logs);
    }

    /// An agent with the usual limits.
    public static AgentSettings of(
            String agent,
            String site,
            List<CaptureInput> captures,
            List<LogInput> logs,
            Fidelity fidelity,
            PublishSettings publish) {
        return new AgentSettings(
                agent, site, captures, logs, fidelity, PairingLimits.DEFAULT, ProgressPace.DEFAULT, publish);
    }
}
