package dev.synoptic.p0f;

import static dev.synoptic.p0f.Wire.ACK;
import static dev.synoptic.p0f.Wire.FIN;
import static dev.synoptic.p0f.Wire.RST;
import static dev.synoptic.p0f.Wire.SYN;
import static dev.synoptic.p0f.Wire.SYN_ACK;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Section 8, rule by rule.
class PacketStreamTest {

    private static final String GET = "GET / HTTP/1.1\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\n\r\n";

    private final Wire wire = new Wire(Limits.DEFAULT);

    private Wire established() {
        wire.send(1, 2, SYN, 100, "").send(2, 1, SYN_ACK, 500, "").modules();
        return wire;
    }

    @Nested
    class Syns {

        /// STATE-7, O-29.
        @Test
        void aRepeatIsIgnored() {
            wire.send(1, 2, SYN, 100, "").send(1, 2, SYN, 100, "other content");
            assertThat(wire.modules()).containsExactly("syn");
            assertThat(wire.ask(1).connections()).isEqualTo(1);
        }

        @Test
        void anotherNumberOpensTheConnectionAnew() {
            wire.send(1, 2, SYN, 100, "").send(1, 2, SYN, 101, "");
            assertThat(wire.modules()).containsExactly("syn", "syn");
            assertThat(wire.ask(1).connections()).isEqualTo(2);
            assertThat(wire.stream().flows()).isEqualTo(1);
        }

        @Test
        void oneFromTheServersSideTurnsTheConnectionRound() {
            wire.send(1, 2, SYN, 100, "").send(2, 1, SYN, 100, "");
            assertThat(wire.modules()).containsExactly("syn", "syn");
            assertThat(wire.stream().flows()).isEqualTo(1);
        }

        /// Seen of the program: after data, the number before the next one expected is the repeat.
        @Test
        void afterDataARepeatIsTheNumberBeforeTheNextExpected() {
            established().send(1, 2, ACK, 101, "GET /").send(1, 2, SYN, 105, "");
            assertThat(wire.modules()).isEmpty();
            wire.send(1, 2, SYN, 100, "");
            assertThat(wire.modules()).containsExactly("syn");
        }

        /// STATE-2: a host that talks to itself has two connections.
        @Test
        void aHostMayTalkToItself() {
            wire.send(1, 5000, 1, 5000, SYN, 1, "");
            assertThat(wire.ask(1).connections()).isEqualTo(2);
            assertThat(wire.stream().hosts()).isEqualTo(1);
            wire.send(1, 5000, 1, 5000, RST, 1, "");
            assertThat(wire.stream().flows()).isZero();
        }
    }

    /// STATE-9, STATE-10.
    @Nested
    class SynAcks {

        @Test
        void withoutAConnectionTheyAreIgnored() {
            assertThat(wire.send(2, 1, SYN_ACK, 500, "").modules()).isEmpty();
            assertThat(wire.stream().hosts()).isZero();
        }

        @Test
        void onlyTheServersFirstIsTaken() {
            wire.send(1, 2, SYN, 100, "").send(1, 2, SYN_ACK, 1, "").send(2, 1, SYN_ACK, 500, "");
            wire.send(2, 1, SYN_ACK, 600, "");
            assertThat(wire.modules()).containsExactly("syn", "syn+ack");
        }
    }

    /// STATE-11 to STATE-16.
    @Nested
    class Data {

        @Test
        void anAckBeforeTheSynAckEndsTheConnection() {
            wire.send(1, 2, SYN, 100, "").send(1, 2, ACK, 101, "");
            assertThat(wire.stream().flows()).isZero();
        }

        @Test
        void outOfSequenceItIsIgnored() {
            established().send(1, 2, ACK, 102, GET).send(1, 2, ACK, 101, GET);
            assertThat(wire.modules()).containsExactly("http request");
        }

        @Test
        void aBannerEndsTheConnection() {
            established().send(2, 1, ACK, 501, "220 mail.example.net ESMTP\r\n");
            assertThat(wire.stream().flows()).isZero();
        }

        @Test
        void aWholeExchangeEndsTheConnection() {
            established().send(1, 2, ACK, 101, GET).send(2, 1, ACK, 501, OK);
            assertThat(wire.modules()).containsExactly("http request", "http response");
            assertThat(wire.stream().flows()).isZero();
        }

        @Test
        void finAndRstEndItWhateverTheirNumber() {
            established().send(2, 1, FIN | ACK, 7, "");
            assertThat(wire.stream().flows()).isZero();
            established().send(1, 2, RST, 7, "");
            assertThat(wire.stream().flows()).isZero();
        }
    }

    /// Section 7.
    @Test
    void theFirstLaterTimestampTellsTheUptimeOnce() {
        established().pass(1000).send(1, 2, ACK, 101, "").pass(1000).send(1, 2, ACK, 101, "");
        assertThat(wire.modules()).containsExactly("uptime");
        assertThat(wire.ask(1).uptimeModuloDays()).isEqualTo(49);
    }

    /// STATE-20.
    @Nested
    class Sweep {

        @Test
        void everyFiftiethPacketForgetsWhatIsTooOld() {
            wire.send(1, 2, SYN, 100, "").pass(30_000).noise(49);
            assertThat(wire.stream().flows()).isEqualTo(1);
            wire.pass(1000).noise(49);
            assertThat(wire.stream().flows()).isEqualTo(1);
            wire.noise(1);
            assertThat(wire.stream().flows()).isZero();
        }

        @Test
        void hostsGoAfterTheirConnections() {
            wire.send(1, 2, SYN, 100, "").pass(7_200_000).noise(49);
            assertThat(wire.stream().hosts()).isEqualTo(2);
            wire.pass(1000).noise(50);
            assertThat(wire.stream().hosts()).isZero();
        }

        /// O-9.
        @Test
        void aClockThatGoesBackForgetsEverything() {
            wire.send(1, 2, SYN, 100, "").pass(-1000).noise(49);
            assertThat(wire.stream().flows()).isZero();
            assertThat(wire.stream().hosts()).isZero();
        }

        @Test
        void itRunsOnceASecond() {
            var shortLived = new Wire(new Limits(1000, 10_000, 1, 120));
            shortLived.noise(50).pass(999).noise(49).send(1, 2, SYN, 100, "");
            assertThat(shortLived.stream().flows()).isEqualTo(1);
        }
    }

    /// STATE-2, STATE-3, O-8.
    @Nested
    class Pruning {

        @Test
        void aboveTheFlowLimitTheOldestTenthGoes() {
            var small = new Wire(new Limits(20, 1000, 30, 120));
            for (int host = 3; host <= 23; host++) small.send(1, host, SYN, 1, "");
            assertThat(small.stream().flows()).isEqualTo(21);
            small.send(1, 24, SYN, 1, "");
            assertThat(small.stream().flows()).isEqualTo(21 - 3 + 1);
            assertThat(small.stream().counters().flowsPruned()).isEqualTo(3);
        }

        @Test
        void aboveTheHostLimitOneHostGoesUnlessItIsBusy() {
            var small = new Wire(new Limits(1000, 3, 30, 120));
            small.send(1, 2, SYN, 1, "").send(3, 4, SYN, 1, "");
            assertThat(small.stream().hosts()).isEqualTo(4);
            small.send(1, 2, FIN, 1, "").send(5, 6, SYN, 1, "");
            assertThat(small.knows(1)).isFalse();
            assertThat(small.knows(2)).isFalse();
            assertThat(small.stream().counters().hostsPruned()).isEqualTo(2);
        }

        /// STATE-4: the order is that of the last connection, the client first.
        @Test
        void aHostSeenAgainIsYoung() {
            var small = new Wire(new Limits(1000, 3, 30, 120));
            small.send(1, 2, SYN, 1, "").send(3, 4, SYN, 1, "").send(1, 2, SYN, 9, "");
            small.send(3, 4, RST, 1, "").send(1, 5, SYN, 1, "");
            assertThat(small.knows(3)).isFalse();
            assertThat(small.knows(1)).isTrue();
        }
    }

    /// API-4, API-5, API-6.
    @Test
    void askingChangesNothing() {
        wire.send(1, 2, SYN, 100, "").pass(5000);
        var before = wire.ask(1);
        assertThat(wire.ask(1)).isEqualTo(before);
        assertThat(before.distance()).isZero();
        assertThat(wire.ask(9)).isEqualTo(P0fAnswer.NO_MATCH);
    }
}
