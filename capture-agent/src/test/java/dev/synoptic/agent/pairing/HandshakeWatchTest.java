package dev.synoptic.agent.pairing;

import static dev.synoptic.agent.pairing.Packet.CLIENT_ISN;
import static dev.synoptic.agent.pairing.Packet.SERVER_ISN;
import static dev.synoptic.agent.pairing.Packet.ack;
import static dev.synoptic.agent.pairing.Packet.banner;
import static dev.synoptic.agent.pairing.Packet.fin;
import static dev.synoptic.agent.pairing.Packet.reset;
import static dev.synoptic.agent.pairing.Packet.syn;
import static dev.synoptic.agent.pairing.Packet.synAck;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.flow.HandshakeEvent;
import dev.synoptic.flow.HandshakeEvent.Completion;
import dev.synoptic.flow.HandshakeEvent.Side;
import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.flow.HandshakeEvent.SynAck;
import dev.synoptic.flow.HandshakeEvent.TimestampSample;
import dev.synoptic.packet.Fidelity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HandshakeWatchTest {

    private static final PairingLimits LIMITS =
            new PairingLimits(3, 2, Duration.ofSeconds(30), Duration.ofSeconds(10), 2);

    private final AgentCounters counters = new AgentCounters();
    private final List<HandshakeEvent> events = new ArrayList<>();
    private final List<String> subjects = new ArrayList<>();
    private HandshakeWatch watch = watch(Fidelity.STRICT);
    private long millis;

    private HandshakeWatch watch(Fidelity fidelity) {
        return new HandshakeWatch(fidelity, LIMITS, 42, counters, (subject, micros, event) -> {
            subjects.add(subject.text());
            events.add(event);
        });
    }

    private HandshakeWatchTest see(Packet... packets) {
        for (var packet : packets) watch.see(packet.decoded(), millis * 1_000);
        return this;
    }

    private HandshakeWatchTest after(long moreMillis) {
        millis += moreMillis;
        return this;
    }

    private List<Completion> completions() {
        return events.stream()
                .filter(Completion.class::isInstance)
                .map(Completion.class::cast)
                .toList();
    }

    private List<TimestampSample> samples() {
        return events.stream()
                .filter(TimestampSample.class::isInstance)
                .map(TimestampSample.class::cast)
                .toList();
    }

    @Test
    void aHandshakeIsSynThenSynAckThenCompletion() {
        see(syn(1)).after(20).see(synAck(1)).after(2).see(ack(1));

        assertThat(subjects).containsExactly("192.0.2.7", "198.51.100.25", "192.0.2.7");
        assertThat(events.get(0)).isInstanceOfSatisfying(Syn.class, syn -> {
            assertThat(syn.sequenceNumber()).isEqualTo(CLIENT_ISN);
            assertThat(syn.seen().peerMss()).isZero();
            assertThat(syn.connection().clientPort()).isEqualTo(1);
            assertThat(syn.connection().serverPort()).isEqualTo(25);
        });
        assertThat(events.get(1)).isInstanceOfSatisfying(SynAck.class, synAck -> {
            assertThat(synAck.sequenceNumber()).isEqualTo(SERVER_ISN & 0xFFFF_FFFFL);
            assertThat(synAck.seen().peerMss()).isEqualTo(1460);
        });
        assertThat(events.get(2)).isInstanceOfSatisfying(Completion.class, completion -> {
            assertThat(completion.synMicros()).isZero();
            assertThat(completion.synSequenceNumber()).isEqualTo(CLIENT_ISN);
        });
    }

    @Nested
    class TheSameSynAgain {

        /// STATE-7.
        @Test
        void isIgnoredWhileItsConnectionOpens() {
            see(syn(1)).after(1_000).see(syn(1));

            assertThat(events).hasSize(1);
            assertThat(counters.get(AgentCounter.SYNS_REPEATED)).isEqualTo(1);
        }

        /// STATE-7, J5.
        @Test
        void withAnotherNumberIsANewConnection() {
            see(syn(1)).after(1_000).see(syn(1).numbered(77), synAck(1).acknowledging(78));
            see(ack(1).numbered(78));

            assertThat(completions()).singleElement().satisfies(completion -> {
                assertThat(completion.synSequenceNumber()).isEqualTo(77);
                assertThat(completion.synMicros()).isEqualTo(1_000_000);
            });
        }
    }

    @Nested
    class ASynAck {

        /// STATE-9.
        @Test
        void withoutASynIsIgnored() {
            see(synAck(1));

            assertThat(events).isEmpty();
            assertThat(counters.get(AgentCounter.SYN_ACKS_UNPAIRED)).isEqualTo(1);
        }

        /// STATE-10.
        @Test
        void isTakenOncePerConnection() {
            see(syn(1), synAck(1), synAck(1));

            assertThat(events).hasSize(2);
        }

        /// STATE-10: the acknowledgement number is not checked.
        @Test
        void withAnyNumberCountsInStrictMode() {
            see(syn(1), synAck(1).acknowledging(5));

            assertThat(events).hasSize(2);
        }

        @Test
        void mustAnswerTheSynInTheFleet() {
            watch = watch(Fidelity.FLEET);
            see(syn(1), synAck(1).acknowledging(5));

            assertThat(events).hasSize(1);
            assertThat(counters.get(AgentCounter.SYN_ACKS_UNPAIRED)).isEqualTo(1);
        }

        @Test
        void isASampleOfItsServersInTheFleet() {
            watch = watch(Fidelity.FLEET);
            see(syn(1), synAck(1), syn(2), synAck(2)).after(10_000).see(syn(3), synAck(3));

            assertThat(events).filteredOn(SynAck.class::isInstance).hasSize(2);
            assertThat(counters.get(AgentCounter.SYN_ACKS_SAMPLED_OUT)).isEqualTo(1);
        }

        @Test
        void thatWasLeftOutStillLetsItsConnectionComplete() {
            watch = watch(Fidelity.FLEET);
            see(syn(1), synAck(1), syn(2), synAck(2), ack(2));

            assertThat(completions()).hasSize(1);
        }
    }

    @Nested
    class ACompletion {

        @Test
        void needsTheServersAnswer() {
            see(syn(1), ack(1));

            assertThat(completions()).isEmpty();
        }

        @Test
        void isToldOnce() {
            see(syn(1), synAck(1), ack(1), banner(1), ack(1).acknowledging(SERVER_ISN + 31));

            assertThat(completions()).hasSize(1);
        }

        @Test
        void needsANumberThatOnlyTheClientCanKnow() {
            see(syn(1), synAck(1), ack(1).acknowledging(SERVER_ISN), ack(1).acknowledging(SERVER_ISN + 2));
            see(ack(1).acknowledging(SERVER_ISN + 1_000_000));

            assertThat(completions()).isEmpty();
        }

        @Test
        void mayComeWithALaterAcknowledgementWhereTheFirstWasNotCaptured() {
            see(syn(1), synAck(1), banner(1), ack(1).acknowledging(SERVER_ISN + 31));

            assertThat(completions()).hasSize(1);
        }

        @Test
        void mayComeWithTheFin() {
            see(syn(1), synAck(1), banner(1), fin(1));

            assertThat(completions()).hasSize(1);
        }

        @Test
        void doesNotComeWithAReset() {
            see(syn(1), synAck(1), reset(1), ack(1));

            assertThat(completions()).isEmpty();
        }

        @Test
        void isNotTheServersToTell() {
            see(syn(1), synAck(1), banner(1));

            assertThat(completions()).isEmpty();
        }
    }

    @Nested
    class ATimestamp {

        /// UP-2 steps 4 and 5.
        @Test
        void isSampledOnceItSaysSomethingOfTheClock() {
            see(syn(1), synAck(1)).after(24).see(ack(1).at(5_024)); // too soon
            after(2).see(ack(1).at(5_004)); // too few ticks
            after(4).see(ack(1).at(5_030));
            after(4).see(ack(1).at(5_034)); // once is enough

            assertThat(samples()).singleElement().satisfies(sample -> {
                assertThat(sample.side()).isEqualTo(Side.CLIENT);
                assertThat(sample.timestamp()).isEqualTo(5_030);
                assertThat(sample.synMicros()).isZero();
            });
        }

        /// STATE-12.
        @Test
        void outOfSequenceSaysNothing() {
            see(syn(1), synAck(1), ack(1)).after(100);
            see(ack(1).numbered(CLIENT_ISN + 2).at(5_100));

            assertThat(samples()).isEmpty();
        }

        @Test
        void ofTheServerIsTheServers() {
            see(syn(1), synAck(1), ack(1)).after(100).see(banner(1));

            assertThat(samples())
                    .singleElement()
                    .satisfies(sample -> assertThat(sample.side()).isEqualTo(Side.SERVER));
            assertThat(subjects.getLast()).isEqualTo("198.51.100.25");
        }

        /// STATE-16.
        @Test
        void ofTheFinIsTheLast() {
            see(syn(1), synAck(1), ack(1)).after(5_000).see(fin(1).at(5_500));
            see(ack(1).at(5_600));

            assertThat(samples()).hasSize(1);
        }
    }

    @Nested
    class Limits {

        @Test
        void forgedSynsPushOutTheOldestOpeningConnection() {
            see(syn(1), syn(2), syn(3), syn(4), synAck(1), synAck(2));

            assertThat(counters.get(AgentCounter.OPENING_EVICTED)).isEqualTo(1);
            assertThat(counters.get(AgentCounter.SYN_ACKS_UNPAIRED)).isEqualTo(1);
        }

        @Test
        void forgedSynsPushOutNoCompletedConnection() {
            see(syn(9), synAck(9), ack(9), syn(1), syn(2), syn(3), syn(4), syn(5));
            after(100).see(ack(9).at(5_100));

            assertThat(samples()).hasSize(1);
        }

        @Test
        void completedConnectionsAreBoundedToo() {
            for (int port = 1; port <= 3; port++) see(syn(port), synAck(port), ack(port));

            assertThat(counters.get(AgentCounter.COMPLETED_EVICTED)).isEqualTo(1);
        }

        /// STATE-20.
        @Test
        void connectionsAgeByTheCapturesOwnTime() {
            see(syn(1)).after(30_001).see(syn(2), synAck(1));

            assertThat(counters.get(AgentCounter.OPENING_EXPIRED)).isEqualTo(1);
            assertThat(counters.get(AgentCounter.SYN_ACKS_UNPAIRED)).isEqualTo(1);
        }
    }
}
