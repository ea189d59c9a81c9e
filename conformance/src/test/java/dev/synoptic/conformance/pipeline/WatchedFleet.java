package dev.synoptic.conformance.pipeline;

import dev.synoptic.agent.AgentSettings;
import dev.synoptic.agent.CaptureAgent;
import dev.synoptic.agent.CaptureInput;
import dev.synoptic.agent.ReadingListener;
import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.gateway.Gateway;
import dev.synoptic.gateway.GatewaySettings;
import dev.synoptic.gateway.http.HttpSettings;
import dev.synoptic.gateway.join.EnrolledSource;
import dev.synoptic.gateway.join.JoinPlan;
import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.verdict.join.JoinSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Two sites whose captures and logs have gone through the whole pipeline, and the gateway that shows them; verdicts of
/// one site may be sent in.
final class WatchedFleet implements AutoCloseable {

    static final String TOKEN = "a-token-for-tests-of-thirty-two-and-more-characters";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Fleet fleet;
    private final Gateway gateway;

    private WatchedFleet(Fleet fleet, Gateway gateway) {
        this.fleet = fleet;
        this.gateway = gateway;
    }

    static WatchedFleet start(Path folder) throws Exception {
        var east = MailHost.MX1.unpack(folder.resolve("east"));
        var west = MailHost.MX2.unpack(folder.resolve("west"));
        var fleet = Fleet.withoutServices(folder.resolve("fleet"));
        fleet.startStreams();
        var sources =
                Stream.concat(sources("east", east), sources("west", west)).toList();
        var gateway = Gateway.open(settings(fleet, folder, sources), Fleet.PARTITIONS);
        var watched = new WatchedFleet(fleet, gateway);
        if (!gateway.awaitReady(PATIENCE)) throw new AssertionError("not ready: " + gateway.health());
        watched.play("east", east);
        watched.play("west", west);
        if (!gateway.awaitClosed(PATIENCE)) throw new AssertionError("not closed: " + gateway.health());
        return watched;
    }

    private static Stream<EnrolledSource> sources(String site, MailHost.Input input) {
        return Stream.concat(
                        input.captureInputs().stream().map(CaptureInput::source),
                        Stream.of(input.logInput().source()))
                .map(source -> new EnrolledSource("agent-" + site, source, site));
    }

    private static GatewaySettings settings(Fleet fleet, Path folder, List<EnrolledSource> sources) throws Exception {
        Path tokens = folder.resolve("tokens");
        Files.createFile(tokens, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(tokens, "tester read,pii,post east " + TOKEN + "\n");
        String version = SignatureDatabase.parse("p0f.fp", Files.readAllBytes(fleet.signatures()))
                .version();
        return new GatewaySettings(
                KafkaClients.at(fleet.bootstrapServers()),
                GatewaySettings.APPLICATION_ID,
                folder.resolve("gateway"),
                1,
                JoinPlan.of(JoinSettings.DEFAULT, sources, version),
                PrivateNetworks.DEFAULT,
                "east",
                List.of(),
                Optional.empty(),
                Optional.of(new HttpSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Optional.empty(),
                        Optional.of(tokens),
                        Set.of())),
                Optional.empty());
    }

    private void play(String site, MailHost.Input input) throws Exception {
        var settings = AgentSettings.of(
                "agent-" + site,
                site,
                input.captureInputs(),
                List.of(input.logInput()),
                Fidelity.STRICT,
                PublishSettings.to(fleet.bootstrapServers()));
        try (var agent = CaptureAgent.start(settings, ReadingListener.NOBODY)) {
            agent.awaitEnd();
        }
    }

    Gateway gateway() {
        return gateway;
    }

    /// Where the page is.
    String page() {
        return "http://127.0.0.1:" + gateway.httpPort().orElseThrow();
    }

    /// Sends verdicts in.
    HttpResponse<String> post(String body, String token) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(page() + "/api/v1/verdicts"))
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + token)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @Override
    public void close() {
        gateway.close();
        fleet.close();
    }
}
