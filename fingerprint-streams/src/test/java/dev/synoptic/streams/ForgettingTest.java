package dev.synoptic.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.host.HostDay;
import dev.synoptic.host.HostHistory;
import dev.synoptic.host.HostState;
import dev.synoptic.schemas.HostHeaders;
import dev.synoptic.streams.Stores.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgettingTest {

    private static final long IDLE_SECONDS = 7_200;
    private static final long DAY = 86_400;
    private static final HostMemory REPLAY = HostMemory.REPLAY;

    @TempDir
    private Path stateDir;

    private final Played played = new Played(0, "instance");

    private Driven driven(HostMemory memory) {
        return new Driven(
                stateDir, new Stores(StoreKind.MEMORY, StoreLimits.DEFAULT, memory), Judges.only(Driven.judge()));
    }

    /// STATE-20: exactly at the limit is not beyond it.
    @Test
    void aReplayForgetsByItsOwnTime() {
        try (var driven = driven(REPLAY)) {
            driven.play(played.synAck(1, 10, 40_000), played.progress(2, 10 + IDLE_SECONDS));
            assertThat(driven.hosts()).extracting(TestRecord::value).doesNotContainNull();

            driven.play(played.progress(3, 11 + IDLE_SECONDS));

            assertThat(driven.hosts()).singleElement().satisfies(tombstone -> {
                assertThat(tombstone.value()).isNull();
                assertThat(HostHeaders.readFrom(tombstone.headers())).hasValue(new HostHeaders(0, 2));
            });
            assertThat(driven.histories())
                    .singleElement()
                    .extracting(TestRecord::value)
                    .isEqualTo(new HostHistory(List.of(
                            new HostDay(0, 10_000_000, 10_000_000, 1, List.of("Linux 3.x"), List.of("site"), false))));
        }
    }

    @Test
    void aReplayGoesByItsSlowestSourceThatHasNotEnded() {
        try (var driven = driven(REPLAY)) {
            var slow = new Played(0, "slow");
            driven.play(slow.progress(1, 5), played.synAck(1, 10, 40_000), played.progress(2, 100_000));
            assertThat(driven.hosts()).hasSize(1);

            driven.play(slow.end(2), played.progress(3, 100_001));

            assertThat(driven.hosts()).extracting(TestRecord::value).containsOnlyNulls();
        }
    }

    @Test
    void theEndOfASourceForgetsNobody() {
        try (var driven = driven(REPLAY)) {
            driven.play(played.synAck(1, 10, 40_000), played.end(2));

            assertThat(driven.hosts()).hasSize(1);
        }
    }

    @Test
    void aLiveFleetForgetsByTheBrokersClock() {
        try (var driven = driven(REPLAY.live())) {
            driven.playAt(10_000, played.synAck(1, 10, 40_000));
            driven.playAt(11_000, played.progress(2, 10 + 2 * IDLE_SECONDS));
            assertThat(driven.hosts()).hasSize(1);

            driven.playAt((11 + IDLE_SECONDS) * 1_000, played.progress(3, 12));

            assertThat(driven.hosts()).extracting(TestRecord::value).containsOnlyNulls();
            driven.expectCounted(StreamsCounter.HOSTS_FORGOTTEN, 1);
        }
    }

    @Test
    void whoIsHeardOfMeanwhileIsNotForgotten() {
        try (var driven = driven(REPLAY)) {
            driven.play(
                    played.synAck(1, 10, 40_000),
                    played.synAck(2, 5_000, 40_001),
                    played.progress(3, 20 + IDLE_SECONDS),
                    played.progress(4, 5_000 + IDLE_SECONDS));
            assertThat(driven.hosts()).extracting(TestRecord::value).doesNotContainNull();

            driven.play(played.progress(5, 5_001 + IDLE_SECONDS));

            assertThat(driven.hosts()).extracting(TestRecord::value).containsOnlyNulls();
        }
    }

    @Test
    void whoComesBackBeginsAnewButWithItsDays() {
        try (var driven = driven(REPLAY)) {
            driven.play(
                    played.synAck(1, 10, 40_000),
                    played.synAck(2, 10 + DAY, 40_001),
                    played.progress(3, 11 + DAY + IDLE_SECONDS));

            var states = driven.hosts().stream().map(TestRecord::value).toList();
            assertThat(states).hasSize(4).element(1).isNull();
            assertThat(states.get(2).connections()).isEqualTo(1);
            assertThat(states.getLast()).isNull();
            assertThat(driven.histories().getLast().value().days())
                    .extracting(HostDay::day)
                    .containsExactly(0, 1);
            driven.expectCounted(StreamsCounter.HOSTS_BEGUN, 2);
        }
    }

    @Test
    void daysAreForgottenByThePrivacySetting() {
        try (var driven = driven(REPLAY)) {
            driven.play(played.synAck(1, 10, 40_000), played.progress(2, 11 + IDLE_SECONDS));
            assertThat(driven.histories()).hasSize(1);

            driven.play(played.progress(3, 7 * DAY), played.progress(4, 7 * DAY + 1));

            assertThat(driven.histories()).extracting(TestRecord::value).containsOnlyNulls();
            driven.expectCounted(StreamsCounter.HISTORIES_FORGOTTEN, 1);
        }
    }

    @Test
    void forgettingIsBoundedPerStep() {
        int hosts = 3 * HostStore.DUE_PER_RECORD_MAX;
        try (var driven = driven(REPLAY)) {
            for (int i = 0; i < hosts; i++) driven.playOf(i, played.synAck(i, 10, 40_000));
            driven.hosts();

            for (int step = 1; step <= 3; step++) {
                driven.play(played.progress(1_000 + step, 10_000 + IDLE_SECONDS));
                assertThat(driven.hosts()).hasSize(HostStore.DUE_PER_RECORD_MAX);
            }
            driven.expectCounted(StreamsCounter.HOSTS_FORGOTTEN, hosts);
        }
    }

    /// Design §3: one wrong clock must not expire every host, nor make one of tomorrow.
    @Test
    void anAgentWhoseClockIsAheadChangesNothingAndDrivesNothingOn() {
        try (var driven = driven(REPLAY.live())) {
            driven.playAt(10_000, played.synAck(1, 10 + 301, 40_000)).playAt(10_000, played.progress(2, 10 + 301));

            assertThat(driven.fingerprints()).hasSize(1);
            assertThat(driven.hosts()).isEmpty();
            driven.expectCounted(StreamsCounter.CLOCK_AHEAD, 2);

            driven.playAt(10_000, played.synAck(3, 10 + 300, 40_000)).playAt(10_000, played.end(4));
            assertThat(driven.hosts())
                    .extracting(TestRecord::value)
                    .extracting(HostState::connections)
                    .containsExactly(1L);
            assertThat(driven.messages()).hasSize(2);
        }
    }

    @Test
    void withoutAHistoryNothingIsKept() {
        var forgetful = new HostMemory(Duration.ofSeconds(IDLE_SECONDS), 0, REPLAY.clock(), REPLAY.clockTolerance());
        try (var driven = driven(forgetful)) {
            driven.play(played.synAck(1, 10, 40_000), played.progress(2, 11 + IDLE_SECONDS));

            assertThat(driven.hosts().getFirst().value().history().isEmpty()).isTrue();
            assertThat(driven.histories()).isEmpty();
        }
    }
}
