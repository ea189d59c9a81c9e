package dev.synoptic.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.host.Uptime;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.FingerprintMessage.Advanced;
import dev.synoptic.schemas.FingerprintMessage.Judged;
import dev.synoptic.schemas.HostHeaders;
import dev.synoptic.schemas.ReplayHeader;
import dev.synoptic.signature.Label;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTopologyTest {

    private static final StoreLimits LIMITS = new StoreLimits(3, Duration.ofMinutes(2), 2);
    private static final int FORGED = Integer.getInteger("forged.syns", 20_000);
    private static final long YEAR_2026 = Instant.parse("2026-11-21T00:00:00Z").getEpochSecond() * 1_000_000;

    @TempDir
    private Path stateDir;

    private final Played played = new Played(YEAR_2026, "instance");
    private Driven driven;

    @BeforeEach
    void start() {
        driven = new Driven(stateDir, LIMITS);
    }

    @AfterEach
    void stop() {
        driven.close();
    }

    @Nested
    class ASynAlone {

        @Test
        void isJudgedAtOnceButOnlyProvisionally() {
            driven.play(played.syn(1, 0, 40_000));

            assertThat(driven.fingerprints()).singleElement().satisfies(seen -> {
                assertThat(seen.completed()).isFalse();
                assertThat(seen.judgement().match().map(Fingerprint.Match::label))
                        .hasValue(new Label(false, Optional.of("unix"), "Linux", "3.11 and newer"));
                assertThat(seen.judgement().distance()).isEqualTo(9);
                assertThat(seen.link()).hasValue("Ethernet or modem");
                assertThat(seen.rawSignature()).isEqualTo("4:55+9:0:1460:mss*20,7:mss,sok,ts,nop,ws:df,id+:0");
            });
        }

        @Test
        void changesNoHost() {
            driven.play(played.syn(1, 0, 40_000), played.progress(2, 1), played.end(3));

            assertThat(driven.hosts()).isEmpty();
        }
    }

    @Nested
    class ACompletedHandshake {

        @Test
        void isPublishedAgainAsCompleted() {
            driven.play(played.syn(1, 0, 40_000), played.completion(2, 1, 40_000, 0));

            var both = driven.fingerprints();
            assertThat(both).extracting(Fingerprint::completed).containsExactly(false, true);
            assertThat(both.get(1).origin().sequence()).isEqualTo(1);
            assertThat(both.get(1).capturedMicros()).isEqualTo(played.micros(0));
        }

        @Test
        void changesItsHostAndSaysByWhichInput() {
            driven.play(played.syn(1, 0, 40_000), played.completion(2, 1, 40_000, 0));

            assertThat(driven.hosts()).singleElement().satisfies(record -> {
                assertThat(record.key()).isEqualTo(HostKey.global(Played.CLIENT));
                assertThat(record.value().connections()).isEqualTo(1);
                assertThat(HostHeaders.readFrom(record.headers())).hasValue(new HostHeaders(0, 1));
            });
        }

        @Test
        void countsOnceHoweverOftenItsCompletionIsTold() {
            driven.play(
                    played.syn(1, 0, 40_000), played.completion(2, 1, 40_000, 0), played.completion(3, 2, 40_000, 0));

            assertThat(driven.hosts()).hasSize(1);
            driven.expectCounted(StreamsCounter.COMPLETIONS_WITHOUT_SYN, 1);
        }

        @Test
        void needsItsOwnSyn() {
            driven.play(played.syn(1, 0, 40_000), played.completion(2, 1, 40_001, 0));

            assertThat(driven.hosts()).isEmpty();
            driven.expectCounted(StreamsCounter.COMPLETIONS_WITHOUT_SYN, 1);
        }
    }

    /// Kafka's driver commits after every record, so that nothing completes in time.
    @Test
    void aSynOfABacklogIsPublishedAtTheCommitAtTheLatest() {
        driven.playAt(1_000, played.syn(1, 0, 40_000));

        assertThat(driven.fingerprints()).extracting(Fingerprint::completed).containsExactly(false);
        driven.expectCounted(StreamsCounter.COMPLETED_AT_ONCE, 0);
    }

    /// Anyone can forge a SYN; this many change no host, and the one that was known before is as it was.
    @Test
    void aMillionForgedSynsChangeNoHost() {
        driven.play(played.synAck(1, 0, 40_000));
        assertThat(driven.hosts()).hasSize(1);

        for (int i = 0; i < FORGED; i++) {
            driven.play(played.syn(2 + i, i / 1_000, 1 + i % 60_000));
            if (i % 10_000 == 0) driven.messages();
        }

        assertThat(driven.hosts()).isEmpty();
        driven.expectCounted(StreamsCounter.HOSTS_CHANGED, 1);
        driven.expectCounted(StreamsCounter.PENDING_EVICTED, FORGED - LIMITS.pendingSyns());
    }

    @Test
    void aSynAckChangesTheServersHost() {
        driven.play(played.synAck(1, 0, 40_000));

        assertThat(driven.hosts())
                .singleElement()
                .satisfies(record -> assertThat(record.key()).isEqualTo(HostKey.global(Played.SERVER)));
    }

    @Nested
    class ALaterTimestamp {

        /// UP-2: 100 ticks a second since the SYN.
        @Test
        void tellsTheUptimeOfAHostThatIsKnown() {
            driven.play(
                    played.syn(1, 0, 40_000), played.completion(2, 1, 40_000, 0), played.sample(3, 10, 40_000, 5_711));

            assertThat(driven.hosts().getLast().value().uptime())
                    .hasValue(new Uptime(5_711 / 100 / 60, 497, played.micros(10)));
        }

        @Test
        void ofAHostThatCompletedNothingChangesNothing() {
            driven.play(played.syn(1, 0, 40_000), played.sample(2, 10, 40_000, 5_711));

            assertThat(driven.hosts()).isEmpty();
            driven.expectCounted(StreamsCounter.SAMPLES_OF_UNKNOWN_HOSTS, 1);
        }
    }

    @Nested
    class ARepeat {

        @Test
        void changesNothing() {
            driven.play(played.syn(1, 0, 40_000), played.completion(2, 1, 40_000, 0));
            driven.messages();
            driven.hosts();

            driven.play(played.syn(1, 0, 40_000), played.completion(2, 1, 40_000, 0));

            assertThat(driven.messages()).isEmpty();
            assertThat(driven.hosts()).isEmpty();
            driven.expectCounted(StreamsCounter.REPEATS, 2);
        }

        @Test
        void isOneOnlyWithinItsInstance() {
            driven.play(played.syn(1, 0, 40_000), new Played(YEAR_2026, "another").syn(1, 0, 40_000));

            assertThat(driven.fingerprints()).hasSize(2);
            driven.expectCounted(StreamsCounter.REPEATS, 0);
        }

        @Test
        void isForgottenOfTheInstanceThatWasSilentForLongest() {
            driven.play(
                    new Played(YEAR_2026, "a").syn(1, 0, 1),
                    new Played(YEAR_2026, "b").syn(1, 0, 1),
                    new Played(YEAR_2026, "a").syn(2, 0, 2),
                    new Played(YEAR_2026, "c").syn(1, 0, 1));

            driven.expectCounted(StreamsCounter.INSTANCES_EVICTED, 1);
            driven.play(new Played(YEAR_2026, "a").syn(2, 0, 2));
            driven.expectCounted(StreamsCounter.REPEATS, 1);
        }
    }

    @Nested
    class ADeadLetterSentAgain {

        /// Its sequence number is lower than what was read behind it: without the header it would be a repeat.
        @Test
        void isTakenOnce() {
            driven.play(played.syn(5, 0, 40_000));
            driven.playAgain(new ReplayHeader(0, 3), played.synAck(1, 0, 40_000));
            driven.playAgain(new ReplayHeader(0, 3), played.synAck(1, 0, 40_000));
            driven.play(played.synAck(1, 0, 40_000));

            assertThat(driven.hosts()).hasSize(1);
            driven.expectCounted(StreamsCounter.REPEATS, 2);
        }
    }

    @Nested
    class ProgressOfAnAgent {

        @Test
        void keepsItsPlaceBetweenTheRecordsItSpeaksOf() {
            driven.play(played.syn(1, 0, 1), played.progress(2, 1), played.syn(3, 2, 2), played.end(4));

            assertThat(driven.messages())
                    .extracting(message -> (Class) message.getClass())
                    .containsExactly(Judged.class, Advanced.class, Judged.class, Advanced.class);
        }

        @Test
        void isPassedOnThoughItWasToldBefore() {
            driven.play(played.progress(2, 1), played.progress(2, 1));

            assertThat(driven.messages()).hasSize(2);
        }

        @Test
        void letsPendingSynsGrowOld() {
            driven.play(played.syn(1, 0, 40_000), played.progress(2, 121), played.completion(3, 122, 40_000, 0));

            assertThat(driven.hosts()).isEmpty();
            driven.expectCounted(StreamsCounter.PENDING_EXPIRED, 1);
        }

        @Test
        void ofAnotherInstanceLetsNothingGrowOld() {
            driven.play(
                    played.syn(1, 0, 40_000),
                    new Played(YEAR_2026, "another").progress(1, 500),
                    played.completion(3, 1, 40_000, 0));

            assertThat(driven.hosts()).hasSize(1);
        }
    }

    @Test
    void moreForgedSynsThanMayWaitPushOutTheOldest() {
        driven.play(played.syn(1, 0, 1), played.syn(2, 1, 2), played.syn(3, 2, 3), played.syn(4, 3, 4));

        driven.expectCounted(StreamsCounter.PENDING_EVICTED, 1);
        driven.play(played.completion(5, 5, 1, 0), played.completion(6, 6, 4, 3));
        driven.expectCounted(StreamsCounter.COMPLETIONS_WITHOUT_SYN, 1);
        driven.expectCounted(StreamsCounter.COMPLETED, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2012-02-29T12:00:00Z", "2026-11-21T00:00:00Z", "2030-12-31T23:59:00Z"})
    void aCaptureOfAnyYearGivesTheSame(String start) {
        var dated = new Played(Instant.parse(start).getEpochSecond() * 1_000_000, "instance");
        driven.play(
                dated.progress(0, 0),
                dated.syn(1, 0, 40_000),
                dated.completion(2, 1, 40_000, 0),
                dated.progress(3, 90),
                dated.syn(4, 100, 40_001),
                dated.completion(5, 119, 40_001, 100),
                dated.end(6));

        var states = driven.hosts().stream().map(record -> record.value()).toList();
        assertThat(states).extracting(HostState::connections).containsExactly(1L, 2L);
        assertThat(states.getLast().firstMicros()).isEqualTo(dated.micros(0));
        assertThat(states.getLast().lastMicros()).isEqualTo(dated.micros(100));
        assertThat(driven.messages()).hasSize(7);
    }

    @Nested
    class WhatCannotBeRead {

        @Test
        void liesAmongTheDeadLettersWithItsOctets() {
            byte[] key = "192.0.2.7".getBytes(StandardCharsets.UTF_8);
            driven.play(played.syn(1, 0, 40_000));
            driven.playOctets(key, new byte[] {1, 2, 3});
            driven.play(played.completion(2, 1, 40_000, 0));

            assertThat(driven.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.topic()).isEqualTo("handshakes.v1");
                assertThat(letter.partition()).isZero();
                assertThat(letter.offset()).isEqualTo(1);
                assertThat(letter.why()).contains("single-object encoding");
                assertThat(letter.key()).hasValue(Bytes.wrap(key));
                assertThat(letter.value()).hasValue(Bytes.wrap(new byte[] {1, 2, 3}));
            });
            assertThat(driven.hosts()).hasSize(1);
            driven.expectCounted(StreamsCounter.DEAD_LETTERS, 1);
        }

        @Test
        void includesAKeyThatIsNoHost() {
            driven.playOctets("no host".getBytes(StandardCharsets.UTF_8), Driven.octets(played.syn(1, 0, 40_000)));

            assertThat(driven.deadLetters())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.why()).contains("no host's"));
            assertThat(driven.messages()).isEqualTo(List.<FingerprintMessage>of());
        }
    }

    @Test
    void everyNodeAndStoreHasItsName() {
        String drawn = new FingerprintTopology(
                        Judges.only(Driven.judge()), Stores.of(Stores.StoreKind.MEMORY), driven.counters)
                .build()
                .describe()
                .toString();

        assertThat(drawn)
                .contains("handshakes", "drop-repeats", "judge", "remember", "fingerprints", "hosts-out", "history-out")
                .contains("high-waters", "pending-syns", "judging", "hosts", "histories", "due", "clocks")
                .doesNotContain("KSTREAM", "STATE-STORE-0");
    }
}
