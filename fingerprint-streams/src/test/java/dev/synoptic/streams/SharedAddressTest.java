package dev.synoptic.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.host.HostState;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.Topics;
import dev.synoptic.streams.Stores.StoreKind;
import dev.synoptic.tcp.HandshakeStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A completed fingerprint says what the host's memory then says: whether several hosts share the address (SCORE-3).
class SharedAddressTest {

    private static final int HANDSHAKES = 40;
    private static final HostMemory LIVE = HostMemory.REPLAY.live();

    @TempDir
    private Path stateDir;

    private final Played played = new Played(1_795_000_000_000_000L, "instance");

    @Test
    void ofTwoSystemsThatTakeTurnsItIsSaidFromTheMomentThatTheMemoryHasIt() {
        try (var driven = new Driven(stateDir, StoreLimits.DEFAULT)) {
            for (int i = 0; i < HANDSHAKES; i++) {
                handshake(driven, i, i % 2 == 0 ? Played.linux(HandshakeStep.SYN) : Played.windows());
            }
            var completed = completed(driven);

            assertThat(completed).hasSize(HANDSHAKES);
            assertThat(completed.getFirst().sharedAddress()).hasValue(false);
            assertThat(completed.getLast().sharedAddress()).hasValue(true);
            assertThat(completed.stream().map(Fingerprint::sharedAddress))
                    .as("as the states of the host after each of them")
                    .containsExactlyElementsOf(driven.hosts().stream()
                            .map(record -> Optional.of(record.value()).map(HostState::isShared))
                            .toList());
        }
    }

    @Test
    void ofOneSystemItIsNeverSaid() {
        try (var driven = new Driven(stateDir, StoreLimits.DEFAULT)) {
            for (int i = 0; i < HANDSHAKES; i++) handshake(driven, i, Played.linux(HandshakeStep.SYN));

            assertThat(completed(driven)).extracting(Fingerprint::sharedAddress).containsOnly(Optional.of(false));
        }
    }

    @Test
    void aSynAloneAsksNoMemory() {
        try (var driven = new Driven(stateDir, StoreLimits.DEFAULT)) {
            driven.play(played.syn(1, 0, 40_000));

            assertThat(driven.fingerprints())
                    .extracting(Fingerprint::sharedAddress)
                    .containsExactly(Optional.empty());
        }
    }

    /// It is published as all others are; only its host's memory was not asked.
    @Test
    void whoseClockIsWrongAsksNoMemoryEither() {
        var stores = new Stores(StoreKind.MEMORY, StoreLimits.DEFAULT, LIVE);
        try (var driven = new Driven(stateDir, stores, Judges.only(Driven.judge()))) {
            long append = played.micros(0) / 1_000
                    - LIVE.clockTolerance().plus(Duration.ofMinutes(1)).toMillis();
            driven.playAt(append, played.syn(1, 0, 40_000)).playAt(append, played.completion(2, 1, 40_000, 0));

            assertThat(completed(driven))
                    .singleElement()
                    .satisfies(seen -> assertThat(seen.sharedAddress()).isEmpty());
            assertThat(driven.hosts()).as(Topics.HOSTS.name()).isEmpty();
        }
    }

    private void handshake(Driven driven, int number, SynObservation seen) {
        long second = number * 5L;
        int port = 40_000 + number;
        driven.play(
                played.record(2L * number, second, new Syn(Played.connection(port), 1_000, seen)),
                played.completion(2L * number + 1, second + 1, port, second));
    }

    private static List<Fingerprint> completed(Driven driven) {
        return driven.fingerprints().stream().filter(Fingerprint::completed).toList();
    }
}
