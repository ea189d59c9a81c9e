package dev.synoptic.standalone.demo;

import dev.synoptic.agent.AgentSettings;
import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.gateway.GatewaySettings;
import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The three services of a fleet as a demo sets them up: one agent for each site, one of each of the others.
///
/// @param plan      what was asked for
/// @param scratch   where their stores and the socket go
/// @param bootstrap the broker
record DemoServices(DemoPlan plan, Scratch scratch, String bootstrap) {

    /// Partitions of the topics about hosts: enough that services must work with several, few enough to start soon.
    static final int PARTITIONS = 4;

    /// One agent for each site, of its name.
    List<AgentSettings> agents() {
        return plan.input().fleet().sites().stream()
                .map(site -> site.agent(plan.fidelity(), PublishSettings.to(bootstrap)))
                .toList();
    }

    StreamsSettings streams() throws IOException {
        return StreamsSettings.of(bootstrap, plan.signatures().file(), scratch.subfolder("streams"))
                .with(plan.fidelity());
    }

    GatewaySettings gateway() throws IOException {
        var settings = GatewaySettings.of(
                KafkaClients.at(bootstrap),
                scratch.subfolder("gateway"),
                plan.input().fleet().join(plan.signatures().database().version()),
                plan.site().orElse(plan.input().fleet().sites().getFirst().name()),
                Endpoint.Unix.at(socket()));
        return settings.withHttpPort(plan.httpPort())
                .explaining(plan.signatures().explainer(plan.fidelity()));
    }

    Path socket() {
        return plan.socket().orElseGet(() -> scratch.folder().resolve("p0f.sock"));
    }
}
