package dev.synoptic.gateway;

import dev.synoptic.gateway.http.HttpSettings;
import dev.synoptic.gateway.join.JoinPlan;
import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.policy.PolicySettings;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.match.Explainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a gateway is told.
///
/// @param kafka         the cluster
/// @param applicationId of the join; the same for all gateways of one fleet
/// @param stateFolder   for the join's lock and checkpoints
/// @param joinThreads   of the join; 0 leaves the join to other gateways
/// @param plan          what the join goes by
/// @param networks      ranges that every site has of its own
/// @param site          meant where a request names none
/// @param listeners     where mail software asks
/// @param explainer     says why hosts are called what they are called, by the signatures that the fleet judges by;
///                      empty leaves reasons out
/// @param http          where and to whom HTTP is served; empty serves none
/// @param policy        what listeners go by that speak policy or may refuse by themselves; empty leaves them without
public record GatewaySettings(
        KafkaClients kafka,
        String applicationId,
        Path stateFolder,
        int joinThreads,
        JoinPlan plan,
        PrivateNetworks networks,
        String site,
        List<ListenerSettings> listeners,
        Optional<Explainer> explainer,
        Optional<HttpSettings> http,
        Optional<PolicySettings> policy) {

    /// The join's usual name.
    public static final String APPLICATION_ID = "synoptic-gateway-join";

    public GatewaySettings {
        listeners = List.copyOf(listeners);
        if (joinThreads < 0) throw new IllegalArgumentException("join threads: " + joinThreads);
    }

    /// Whether rules are asked anywhere: a listener answers mail servers' policy requests, or may refuse by itself.
    boolean asksRules() {
        return listeners.stream().map(ListenerSettings::spoken).anyMatch(GatewaySettings::asksRules);
    }

    private static boolean asksRules(Spoken spoken) {
        return spoken instanceof Spoken.Policy || spoken instanceof Spoken.Plugin(var rules) && !rules.isEmpty();
    }

    /// A gateway of one site: one socket, and HTTP on any free port of loopback.
    public static GatewaySettings of(
            KafkaClients kafka, Path stateFolder, JoinPlan plan, String site, Endpoint v3Socket) {
        return new GatewaySettings(
                kafka,
                APPLICATION_ID,
                stateFolder,
                1,
                plan,
                PrivateNetworks.DEFAULT,
                site,
                List.of(ListenerSettings.of(new Spoken.P0fV3(), v3Socket, site)),
                Optional.empty(),
                Optional.of(HttpSettings.loopback(0)),
                Optional.empty());
    }

    /// The same with HTTP at this port of loopback.
    public GatewaySettings withHttpPort(int port) {
        return new GatewaySettings(
                kafka,
                applicationId,
                stateFolder,
                joinThreads,
                plan,
                networks,
                site,
                listeners,
                explainer,
                Optional.of(HttpSettings.loopback(port)),
                policy);
    }

    /// The same, with reasons.
    public GatewaySettings explaining(Explainer reasons) {
        return new GatewaySettings(
                kafka,
                applicationId,
                stateFolder,
                joinThreads,
                plan,
                networks,
                site,
                listeners,
                Optional.of(reasons),
                http,
                policy);
    }
}
