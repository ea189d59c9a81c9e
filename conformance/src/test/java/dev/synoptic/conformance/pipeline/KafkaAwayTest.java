package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.Origin;
import dev.synoptic.gateway.Gateway;
import dev.synoptic.gateway.GatewaySettings;
import dev.synoptic.gateway.join.JoinPlan;
import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.policy.PolicySettings;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.host.SoftwareHonesty;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.HostHeaders;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.schemas.Topic;
import dev.synoptic.schemas.TopicSetup;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.standalone.broker.BrokerStorage;
import dev.synoptic.standalone.broker.EmbeddedBroker;
import dev.synoptic.testing.Soak;
import dev.synoptic.verdict.join.JoinSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway whose Kafka goes away answers from what it has and says so; when Kafka is back it goes on (design §4).
class KafkaAwayTest {

    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final IpAddress FIRST = IpAddress.v4(0xC612190A);
    private static final IpAddress SECOND = IpAddress.v4(0xC612190B);

    @TempDir
    Path folder;

    @Test
    void itAnswersWithoutKafkaAndCatchesUpAfter() throws Exception {
        var storage = BrokerStorage.kept(folder.resolve("broker"));
        String servers;
        Gateway gateway;
        try (var broker = EmbeddedBroker.start(storage, EmbeddedBroker.ANY_PORT)) {
            servers = broker.bootstrapServers();
            makeTopics(servers);
            gateway = Gateway.open(settings(servers), PARTITIONS);
            assertThat(gateway.awaitReady(PATIENCE)).isTrue();
            know(servers, FIRST, 1);
            Eventually.until("the first host is known", () -> gateway.hosts().size() == 1);
        }
        try (gateway) {
            Eventually.until(
                    "health says that Kafka is away", () -> gateway.health().degraded());
            assertThat(gateway.health().ready()).isTrue();
            assertThat(gateway.health().why()).anyMatch(why -> why.contains("Kafka cannot be reached"));
            stayAway(gateway);

            int port = Integer.parseInt(servers.substring(servers.lastIndexOf(':') + 1));
            try (var back = EmbeddedBroker.start(storage, port)) {
                Eventually.until("health is good again", () -> !gateway.health().degraded());
                know(back.bootstrapServers(), SECOND, 2);
                Eventually.until(
                        "the second host is known", () -> gateway.hosts().size() == 2);
                end(back.bootstrapServers());
                assertThat(gateway.awaitClosed(PATIENCE))
                        .as("the join goes on too")
                        .isTrue();
                assertThat(gateway.health().why()).isEmpty();
            }
        }
    }

    /// All that while every question is answered, over every protocol.
    private void stayAway(Gateway gateway) throws Exception {
        long end = System.nanoTime() + Soak.duration().toNanos();
        int asked = 0;
        try (var client = HttpClient.newHttpClient()) {
            do {
                fronts().allKnow(FIRST.text(), gateway.endpoints());
                assertThat(get(client, gateway, "/healthz")).contains("\"ready\":true,\"degraded\":true");
                assertThat(get(client, gateway, "/api/v1/hosts/" + FIRST.text()))
                        .contains(FIRST.text());
                asked++;
            } while (System.nanoTime() - end < 0);
            assertThat(get(client, gateway, "/api/v1/hosts/" + FIRST.text())).contains(FIRST.text());
            assertThat(get(client, gateway, "/metrics")).contains("synoptic_gateway_degraded 1.0");
        }
        System.out.println("[AWAY] " + Soak.duration().toSeconds() + " s without Kafka, "
                + (EveryFront.QUESTIONS + 2) * asked + " questions over all protocols answered, none refused");
    }

    private static String get(HttpClient client, Gateway gateway, String path) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + gateway.httpPort().orElseThrow() + path);
        var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private EveryFront fronts() {
        return new EveryFront(folder);
    }

    private GatewaySettings settings(String servers) {
        var usual = GatewaySettings.of(
                KafkaClients.at(servers),
                folder.resolve("gateway"),
                JoinPlan.of(JoinSettings.DEFAULT, List.of(), "none"),
                "mx",
                Endpoint.Unix.at(folder.resolve("s")));
        return new GatewaySettings(
                usual.kafka(),
                usual.applicationId(),
                usual.stateFolder(),
                usual.joinThreads(),
                usual.plan(),
                usual.networks(),
                usual.site(),
                fronts().listeners(),
                usual.explainer(),
                usual.http(),
                Optional.of(PolicySettings.headerOnly(Clock.systemUTC())));
    }

    private static void makeTopics(String servers) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            assertThat(TopicSetup.of(PARTITIONS, 1).ensure(admin, Topics.all())).isEmpty();
        }
    }

    private static void know(String servers, IpAddress address, long inputOffset) throws Exception {
        var state = new HostState(
                1,
                2,
                1,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                SoftwareHonesty.UNSUSPECTED,
                List.of());
        var headers = new RecordHeaders();
        new HostHeaders(0, inputOffset).writeTo(headers);
        write(
                servers,
                Topics.HOSTS,
                List.of(new ProducerRecord<>(Topics.HOSTS.name(), null, HostKey.global(address), state, headers)));
    }

    /// A log that has ended, in every partition.
    private static void end(String servers) throws Exception {
        VerdictMessage ended = new VerdictMessage.Advanced(
                new SourceProgress(new Origin("agent", "mx", "i", 0), new Progress(Long.MAX_VALUE, "log", true)));
        var name = Topics.VERDICTS.name();
        write(
                servers,
                Topics.VERDICTS,
                List.of(new ProducerRecord<>(name, 0, null, ended), new ProducerRecord<>(name, 1, null, ended)));
    }

    private static <K, V> void write(String servers, Topic<K, V> topic, List<ProducerRecord<K, V>> records)
            throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers);
        try (var producer = new KafkaProducer<>(
                settings, topic.keys().serializer(), topic.values().serializer())) {
            for (var record : records) producer.send(record).get();
        }
    }
}
