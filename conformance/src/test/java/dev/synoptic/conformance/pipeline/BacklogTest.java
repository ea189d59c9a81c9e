package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.FingerprintMessage.Judged;
import dev.synoptic.schemas.Topics;
import dev.synoptic.streams.StreamsCounter;
import dev.synoptic.streams.StreamsService;
import dev.synoptic.streams.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service that starts behind: what was completed already is not told provisionally before, and nothing is lost. And
/// `hosts.v1` is its memory, which another group does not count on.
class BacklogTest {

    private static final int HANDSHAKES = 3_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void whatWasCompletedMeanwhileIsPublishedOnceAndHostsStayTheirGroups() throws Exception {
        try (var fleet = Fleet.withoutServices(folder.resolve("fleet"))) {
            var settings = fleet.streamsSettings();
            try (var load = HandshakeLoad.to(settings.bootstrap())) {
                load.send(HANDSHAKES);
                load.end();
            }
            long completed;
            long atOnce;
            try (var service = StreamsService.start(settings)) {
                service.awaitReady(PATIENCE);
                fleet.awaitRead(settings.applicationId(), Topics.HANDSHAKES);
                completed = service.counters().get(StreamsCounter.COMPLETED);
                atOnce = service.counters().get(StreamsCounter.COMPLETED_AT_ONCE);
            }
            var published = fingerprints(fleet);
            assertThat(published.stream().filter(Fingerprint::completed)).hasSize((int) completed);
            assertThat(published.stream().map(Fingerprint::origin).distinct())
                    .as("every SYN has a fingerprint")
                    .hasSize(HANDSHAKES);
            assertThat(published).hasSize(HANDSHAKES + (int) (completed - atOnce));
            assertThat(atOnce).isPositive();

            expectRefusedAsAnotherGroup(settings.named("another-group"));
        }
    }

    private static void expectRefusedAsAnotherGroup(StreamsSettings settings) throws Exception {
        try (var service = StreamsService.start(settings)) {
            assertThatThrownBy(() -> service.awaitReady(PATIENCE))
                    .isInstanceOf(ExecutionException.class)
                    .hasStackTraceContaining("holds hosts that another streams.group remembered");
        }
    }

    private static List<Fingerprint> fingerprints(Fleet fleet) throws Exception {
        return fleet.values(Topics.FINGERPRINTS).stream()
                .flatMap(message -> message instanceof Judged(var fingerprint) ? Stream.of(fingerprint) : Stream.of())
                .toList();
    }
}
