package dev.synoptic.packet;

import static dev.synoptic.packet.Decoding.segment;
import static dev.synoptic.testing.FrameBuilder.v4;
import static dev.synoptic.testing.FrameBuilder.v6;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirks;
import dev.synoptic.testing.FrameBuilder;
import java.lang.foreign.ValueLayout;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// `p0f-v3.md` sections 3.3 to 3.6: what is read from the headers, and every quirk.
class SegmentViewTest {

    static Stream<Arguments> oddities() {
        return Stream.of(
                odd("df,id+", v4()),
                odd("df", v4().identification(0)),
                odd("id-", v4().fragment(0).identification(0)),
                odd("", v4().fragment(0)),
                odd("df,id+,0+", v4().fragment(0xC000)),
                odd("df,id+,ecn", v4().tos(1)),
                odd("df,id+,ecn", v4().tos(2)),
                odd("df,id+", v4().tos(0xFC)),
                odd("df,id+,ecn", v4().flags(0x42)),
                odd("df,id+,ecn", v4().flags(0x82)),
                odd("df,id+,ecn", v4().reserved(1)),
                odd("df,id+", v4().reserved(0xE)),
                odd("df,id+,seq-", v4().sequence(0)),
                odd("df,id+,ack+", v4().acknowledgement(0x0100_0000)),
                odd("df,id+", v4().acknowledgement(0xFEFF_FFFF)), // O-3: bit 24 alone counts
                odd("df,id+,ack-", v4().flags(0x12)),
                odd("df,id+", v4().flags(0x12).acknowledgement(0x0100_0000)),
                odd("df,id+,uptr+", v4().urgent(1)),
                odd("df,id+,urgf+", v4().flags(0x22)),
                odd("df,id+,urgf+", v4().flags(0x22).urgent(1)),
                odd("df,id+,pushf+", v4().flags(0x0A)),
                odd("df,id+,ts1-", v4().options("0101080a0000000000000000")),
                odd("df,id+,ts2+", v4().options("0101080a0000000100000001")),
                odd("df,id+,ack-", v4().flags(0x12).options("0101080a0000000100000001")), // SYN+ACK: no ts2+
                odd("", v6()),
                odd("flow", v6().flowLabel(1)),
                odd("flow", v6().flowLabel(0xFFFFF)),
                odd("ecn", v6().tos(3)),
                odd("", v6().tos(0xFC)));
    }

    private static Arguments odd(String quirks, FrameBuilder frame) {
        return Arguments.of(quirks, frame.ip());
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void everyQuirkHasItsCause(String quirks, byte[] ip) {
        assertThat(new Quirks(segment(ip).quirkBits()).text()).isEqualTo(quirks);
    }

    @ParameterizedTest
    @CsvSource({
        "02, SYN",
        "c2, SYN",
        "2a, SYN",
        "12, SYN_ACK",
        "1a, SYN_ACK",
        "10, ACK",
        "18, ACK",
        "30, ACK",
        "01, FIN_OR_RST",
        "11, FIN_OR_RST",
        "04, FIN_OR_RST",
        "14, FIN_OR_RST"
    })
    void aSegmentIsNamedByFourFlagsAlone(String flags, SegmentKind kind) {
        assertThat(segment(v4().flags(Integer.parseInt(flags, 16)).ip()).kind()).isEqualTo(kind);
    }

    /// PKT-8, PKT-11, PKT-7 (olen).
    @Test
    void anIpv4HeaderWithOptionsIsMeasured() {
        var view = segment(v4().ttl(57)
                .tos(0xB8)
                .ipOptions("01010101")
                .options("020405b4")
                .payload("aabbcc")
                .ip());

        assertThat(view.ipVersion()).isEqualTo(4);
        assertThat(view.source().text()).isEqualTo("10.0.0.1");
        assertThat(view.destination().text()).isEqualTo("192.0.2.25");
        assertThat(view.sourcePort()).isEqualTo(1025);
        assertThat(view.destinationPort()).isEqualTo(25);
        assertThat(view.ttl()).isEqualTo(57);
        assertThat(view.dscp()).isEqualTo(46);
        assertThat(view.ipOptionsLength()).isEqualTo(4);
        assertThat(view.headerLength()).isEqualTo(24 + 24);
        assertThat(view.payloadLength()).isEqualTo(3);
        assertThat(view.octets().get(ValueLayout.JAVA_BYTE, view.payloadOffset()))
                .isEqualTo((byte) 0xAA);
    }

    /// PKT-8, PKT-9.
    @Test
    void anIpv6HeaderIsMeasured() {
        var view = segment(v6().ttl(57)
                .tos(0xB8)
                .payload("aa")
                .sequence(-1)
                .acknowledgement(-2)
                .window(0xFFFF)
                .ip());

        assertThat(view.ipVersion()).isEqualTo(6);
        assertThat(view.source().text()).isEqualTo("2001:db8::1");
        assertThat(view.destination().text()).isEqualTo("2001:db8::19");
        assertThat(view.ttl()).isEqualTo(57);
        assertThat(view.dscp()).isEqualTo(46);
        assertThat(view.ipOptionsLength()).isZero();
        assertThat(view.headerLength()).isEqualTo(60);
        assertThat(view.payloadLength()).isOne();
        assertThat(view.sequenceNumber()).isEqualTo(0xFFFF_FFFFL);
        assertThat(view.acknowledgementNumber()).isEqualTo(0xFFFF_FFFEL);
        assertThat(view.window()).isEqualTo(0xFFFF);
    }

    @Test
    void anObservationHoldsAllThatASignatureAsksAbout() {
        var view = segment(v4().flags(0x12)
                .acknowledgement(1)
                .options("020405b40402080a000000050000000001030307")
                .ip());

        assertThat(SynObservation.of(view, 1380))
                .isEqualTo(new SynObservation(
                        HandshakeStep.SYN_ACK,
                        4,
                        64,
                        0,
                        0,
                        1460,
                        29_200,
                        7,
                        OptionLayout.of((byte) 2, (byte) 4, (byte) 8, (byte) 1, (byte) 3),
                        0,
                        new Quirks(view.quirkBits()),
                        false,
                        5,
                        60,
                        1380));
    }
}
