package dev.synoptic.standalone.demo;

import dev.synoptic.agent.AgentSettings;
import dev.synoptic.agent.CaptureInput;
import dev.synoptic.agent.LogInput;
import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.gateway.GatewaySettings;
import dev.synoptic.gateway.join.EnrolledSource;
import dev.synoptic.gateway.join.JoinPlan;
import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.streams.StreamsSettings;
import dev.synoptic.verdict.join.JoinSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The three services of a fleet as a demo sets them up: one agent for all files, one of each of the others.
///
/// @param plan      what was asked for
/// @param scratch   where their stores and the socket go
/// @param bootstrap the broker
record DemoServices(DemoPlan plan, Scratch scratch, String bootstrap) {

    /// Partitions of the topics about hosts: enough that services must work with several, few enough to start soon.
    static final int PARTITIONS = 4;

    private static final String AGENT = "demo";

    AgentSettings agent() {
        return AgentSettings.of(
                AGENT, plan.site(), captures(), List.of(log()), plan.fidelity(), PublishSettings.to(bootstrap));
    }

    StreamsSettings streams() throws IOException {
        return StreamsSettings.of(bootstrap, plan.signatures().file(), scratch.subfolder("streams"))
                .with(plan.fidelity());
    }

    GatewaySettings gateway() throws IOException {
        var settings = GatewaySettings.of(
                KafkaClients.at(bootstrap),
                scratch.subfolder("gateway"),
                join(),
                plan.site(),
                Endpoint.Unix.at(socket()));
        return settings.withHttpPort(plan.httpPort())
                .explaining(plan.signatures().explainer(plan.fidelity()));
    }

    Path socket() {
        return plan.socket().orElseGet(() -> scratch.folder().resolve("p0f.sock"));
    }

    private JoinPlan join() {
        List<EnrolledSource> sources = Stream.concat(
                        captures().stream().map(CaptureInput::source), Stream.of(log().source()))
                .distinct()
                .map(source -> new EnrolledSource(AGENT, source, plan.site()))
                .toList();
        return JoinPlan.of(
                JoinSettings.DEFAULT, sources, plan.signatures().database().version());
    }

    private List<CaptureInput> captures() {
        return plan.input().captures().stream().map(CaptureInput::of).toList();
    }

    private LogInput log() {
        OptionalInt year = plan.logYear().map(OptionalInt::of).orElseGet(OptionalInt::empty);
        return LogInput.of(plan.input().mailLog(), plan.mta()).in(year);
    }
}
