package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.FingerprintMessage.Judged;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.exchange.DatabasePublication;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.streams.Stores;
import dev.synoptic.streams.Stores.StoreKind;
import dev.synoptic.streams.StreamsCounter;
import dev.synoptic.streams.StreamsService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another database while handshakes come in: no record is lost, each partition switches once, between two records, and
/// a bad database changes nothing. Stores on disk, with the port of its operators.
class LiveSwitchTest {

    private static final int HANDSHAKES = 2_000;

    @TempDir
    Path folder;

    @Test
    void everyPartitionSwitchesOnceAndNothingIsLost() throws Exception {
        try (var fleet = Fleet.withoutServices(folder.resolve("fleet"))) {
            var settings = fleet.streamsSettings()
                    .with(Stores.of(StoreKind.DISK))
                    .among(1, 0, Optional.empty(), OptionalInt.of(0));
            byte[] old = Files.readAllBytes(settings.signatures());
            byte[] other = (new String(old, StandardCharsets.ISO_8859_1) + "\n; another version\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            try (var service = StreamsService.start(settings);
                    var load = HandshakeLoad.to(settings.bootstrap())) {
                service.awaitReady(Duration.ofMinutes(2));
                load.send(HANDSHAKES);
                publish(settings.bootstrap(), "0123", "no database".getBytes(StandardCharsets.UTF_8));
                publish(settings.bootstrap(), version(other), other);
                load.send(HANDSHAKES);
                load.end();
                fleet.awaitRead(settings.applicationId(), Topics.HANDSHAKES);

                expectSwitched(fleet, version(old), version(other));
                assertThat(fleet.values(Topics.DEAD_LETTERS)).isEmpty();
                assertThat(service.counters().get(StreamsCounter.DATABASES_REFUSED))
                        .isEqualTo(Fleet.PARTITIONS);
                assertThat(service.counters().get(StreamsCounter.DATABASES_SWITCHED))
                        .isEqualTo(Fleet.PARTITIONS);
                expectOperable(service);
            }
        }
    }

    private static void expectSwitched(Fleet fleet, String old, String other) {
        var judged = fleet.values(Topics.FINGERPRINTS).stream()
                .flatMap(message -> message instanceof Judged(var fingerprint) ? Stream.of(fingerprint) : Stream.of())
                .toList();
        assertThat(judged.stream().map(Fingerprint::origin).distinct()).hasSize(2 * HANDSHAKES);
        assertThat(judged).extracting(Fingerprint::databaseVersion).containsOnly(old, other);
        for (int partition = 0; partition < Fleet.PARTITIONS; partition++) {
            var versions = new ArrayList<String>();
            fleet.octets(Topics.FINGERPRINTS, partition, (key, value, millis) -> {
                var message = Topics.FINGERPRINTS.values().deserializer().deserialize("", value);
                if (message instanceof Judged(var fingerprint)) versions.add(fingerprint.databaseVersion());
            });
            assertThat(versions.lastIndexOf(old)).isLessThan(versions.indexOf(other));
        }
    }

    private static void expectOperable(StreamsService service) throws IOException, InterruptedException {
        assertThat(get(service, "/health/live")).isEqualTo(200);
        assertThat(get(service, "/health/ready")).isEqualTo(200);
        assertThat(get(service, "/metrics")).isEqualTo(200);
        assertThat(service.metrics())
                .contains("synoptic_streams_records_total", "synoptic_streams_ready 1.0")
                .contains("synoptic_streams_capture_to_state_seconds_bucket", "records_lag")
                .contains("synoptic_streams_hosts ");
    }

    private static int get(StreamsService service, String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + service.httpPort().orElseThrow() + path);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static void publish(String bootstrap, String version, byte[] octets) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(DatabasePublication.publish(producer, version, octets)).isEqualTo(Fleet.PARTITIONS);
        }
    }

    private static String version(byte[] octets) throws Exception {
        return SignatureDatabase.parse("p0f.fp", octets).version();
    }
}
