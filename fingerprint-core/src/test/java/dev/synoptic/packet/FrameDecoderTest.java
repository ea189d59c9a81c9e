package dev.synoptic.packet;

import static dev.synoptic.packet.Decoding.decode;
import static dev.synoptic.packet.Decoding.fleet;
import static dev.synoptic.packet.Decoding.strict;
import static dev.synoptic.testing.FrameBuilder.v4;
import static dev.synoptic.testing.FrameBuilder.v6;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.FrameBuilder;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// `p0f-v3.md` PKT-1 to PKT-11, strict and fleet.
class FrameDecoderTest {

    private static final String MACS = "020000000001020000000002";

    private final SegmentView view = new SegmentView();

    static Stream<Arguments> packets() {
        return Stream.of(
                packet(Intake.SEGMENT, v4()),
                packet(Intake.SEGMENT, v6()),
                packet(Intake.IP_LENGTH_TOO_SHORT, v4().totalLengthDelta(-1)),
                packet(Intake.IP_LENGTH_TOO_SHORT, v4().totalLengthDelta(-40)),
                packet(Intake.TRUNCATED, v4().totalLengthDelta(1)),
                packet(Intake.IP_HEADER_TOO_SHORT, v4().headerWordsDelta(-1)),
                packet(Intake.NO_ROOM_FOR_TCP, v4().headerWordsDelta(1)),
                packet(Intake.FRAGMENT, v4().fragment(0x2000)),
                packet(Intake.FRAGMENT, v4().fragment(0x0001)),
                packet(Intake.SEGMENT, v4().fragment(0x8000)),
                packet(Intake.IP_LENGTH_TOO_SHORT, v6().totalLengthDelta(-1)),
                packet(Intake.TRUNCATED, v6().totalLengthDelta(1)),
                packet(Intake.TCP_HEADER_LENGTH, v4().dataOffsetDelta(-1)),
                packet(Intake.TCP_HEADER_LENGTH, v4().dataOffsetDelta(1)),
                packet(Intake.SEGMENT, v4().dataOffsetDelta(1).payload("01010101")),
                packet(Intake.TCP_FLAGS, v4().flags(0x03)),
                packet(Intake.TCP_FLAGS, v4().flags(0x06)),
                packet(Intake.TCP_FLAGS, v4().flags(0x05)),
                packet(Intake.TCP_FLAGS, v4().flags(0x07)),
                packet(Intake.TCP_FLAGS, v4().flags(0xE8)),
                packet(Intake.SEGMENT, v4().flags(0x14)));
    }

    private static Arguments packet(Intake intake, FrameBuilder frame) {
        return Arguments.of(intake, frame.ethernet());
    }

    @ParameterizedTest
    @MethodSource("packets")
    void aPacketIsCheckedBeforeAnythingIsRead(Intake intake, byte[] frame) {
        assertThat(strict(LinkType.ETHERNET, frame, view)).isEqualTo(intake);
        assertThat(fleet(LinkType.ETHERNET, frame, view)).isEqualTo(intake);
        assertThat(intake.counted()).isTrue();
    }

    /// PKT-1: neither other protocols, nor other extension headers, nor frames too short to tell, are seen at all.
    @Test
    void whatTheFilterKeepsOutIsNotCounted() {
        byte[] syn = v4().ethernet();
        assertThat(strict(LinkType.ETHERNET, v4().protocol(17).ethernet(), view))
                .isEqualTo(Intake.NOT_TCP);
        assertThat(strict(LinkType.ETHERNET, v6().protocol(0).ethernet(), view)).isEqualTo(Intake.NOT_TCP);
        assertThat(strict(LinkType.ETHERNET, v4().behind(MACS + "0806"), view)).isEqualTo(Intake.NOT_TCP);
        assertThat(strict(LinkType.ETHERNET, Arrays.copyOf(syn, 23), view)).isEqualTo(Intake.NOT_TCP);
        assertThat(strict(LinkType.ETHERNET, Arrays.copyOf(syn, 24), view)).isEqualTo(Intake.TOO_SHORT);
        assertThat(strict(LinkType.ETHERNET, new byte[0], view)).isEqualTo(Intake.NOT_TCP);
        assertThat(Intake.NOT_TCP.counted()).isFalse();
    }

    /// PKT-1, PKT-9: a fragment header with TCP behind it passes the filter, but is never skipped.
    @Test
    void anIpv6FragmentIsCountedAndLeftOut() {
        byte[] frame = v6().protocol(44).ethernet();
        frame[14 + 40] = 6;

        assertThat(strict(LinkType.ETHERNET, frame, view)).isEqualTo(Intake.OTHER_PROTOCOL);
        assertThat(fleet(LinkType.ETHERNET, frame, view)).isEqualTo(Intake.OTHER_PROTOCOL);
    }

    /// PKT-3, PKT-7: link padding is cut off, and octets beyond the wire's are not looked at.
    @Test
    void paddingIsNoPayloadAndTheWireLengthBinds() {
        byte[] padded = Arrays.copyOf(v4().ethernet(), 60);
        assertThat(strict(LinkType.ETHERNET, padded, view)).isEqualTo(Intake.SEGMENT);
        assertThat(view.payloadLength()).isZero();

        var decoder = FrameDecoder.strict(LinkType.ETHERNET, ByteOrder.LITTLE_ENDIAN);
        assertThat(decode(decoder, padded, 53, view)).isEqualTo(Intake.TOO_SHORT);
        assertThat(decode(decoder, padded, -1, view)).isEqualTo(Intake.SEGMENT); // unsigned, above any limit
    }

    /// PKT-4 with O-1 and O-2, beside the headers' real lengths (FLEET-1, FLEET-2).
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // link type, link header before IPv4, strict, fleet
                "ETHERNET,    0200000000010200000000020800,                 SEGMENT, SEGMENT",
                "ETHERNET,    02000000000102000000000281000001 0800,        NOT_IP,  SEGMENT",
                "ETHERNET,    02000000000102000000000288a80001 0800,        NOT_IP,  SEGMENT",
                "ETHERNET,    02000000000102000000000288a8000181000002 0800, NOT_TCP, SEGMENT",
                "ETHERNET,    020000000001020000000002910000018100000281000003 0800, NOT_TCP, SEGMENT",
                "RAW,         '',                                           SEGMENT, SEGMENT",
                "IPV4,        '',                                           SEGMENT, SEGMENT",
                "NULL,        02000000,                                     SEGMENT, SEGMENT",
                "NULL,        00000002,                                     NOT_TCP, NOT_TCP",
                "LOOP,        00000002,                                     NOT_IP,  SEGMENT",
                "PPP,         ff030021,                                     SEGMENT, SEGMENT",
                "PPP_HDLC,    ff030021,                                     NOT_IP,  SEGMENT",
                "PPP_ETHER,   1100000100020021,                             SEGMENT, SEGMENT",
                "LINUX_SLL,   00000001000602000000000100000800,             SEGMENT, SEGMENT",
                "LINUX_SLL2,  0800000000000001000104060200000000010000,     SEGMENT, SEGMENT",
                "PFLOG,       1902000000000000000000000000000000000000000000000000 0000, SEGMENT, SEGMENT",
                "IEEE802_11,  080000000200000000010200000000020200000000030000aaaa030000000800, SEGMENT, SEGMENT",
                "IEEE802_11,  8800000002000000000102000000000202000000000300000000aaaa030000000800, NOT_IP, SEGMENT"
            })
    void theLinkHeaderIsSkippedAsP0fDoesOrAsItIsMeant(LinkType type, String header, Intake strict, Intake fleet) {
        byte[] frame = v4().payload("00000000").behind(header.replace(" ", ""));

        assertThat(strict(type, frame, view)).isEqualTo(strict);
        assertThat(fleet(type, frame, view)).isEqualTo(fleet);
        if (fleet.isSegment()) assertThat(view.destinationPort()).isEqualTo(25);
    }

    @ParameterizedTest
    @CsvSource({
        "ETHERNET, 02000000000102000000000286dd",
        "RAW, ''",
        "IPV6, ''",
        "NULL, 18000000",
        "NULL, 1c000000",
        "NULL, 1e000000",
        "PPP, ff030057",
        "PPP_ETHER, 1100000100020057",
        "LINUX_SLL, 000000010006020000000001000086dd",
        "LINUX_SLL2, 86dd000000000001000104060200000000010000"
    })
    void ipv6IsFoundBehindTheSameLinks(LinkType type, String header) {
        assertThat(strict(type, v6().behind(header), view)).isEqualTo(Intake.SEGMENT);
        assertThat(fleet(type, v6().behind(header), view)).isEqualTo(Intake.SEGMENT);
    }

    /// The family of a BSD loopback header is in the order of the machine that captured.
    @Test
    void aBigEndianCaptureHasBigEndianFamilies() {
        var decoder = FrameDecoder.strict(LinkType.NULL, ByteOrder.BIG_ENDIAN);
        byte[] frame = v4().behind("00000002");

        assertThat(decode(decoder, frame, frame.length, view)).isEqualTo(Intake.SEGMENT);
    }

    /// PKT-5: the first frame that shows the offset decides for good.
    @Test
    void anUnknownLinkHeaderIsMeasuredOnce() {
        var decoder = FrameDecoder.strict(LinkType.LINUX_SLL2, ByteOrder.LITTLE_ENDIAN);
        byte[] usual = v4().behind("0800000000000001000104060200000000010000");
        byte[] hidden = v4().behind("0800000000000001000104060200000000010000");
        hidden[20] = 0x15; // no IPv4 after all: nothing to be found

        assertThat(decode(decoder, hidden, hidden.length, view)).isEqualTo(Intake.IP_NOT_FOUND);
        assertThat(decode(decoder, usual, usual.length, view)).isEqualTo(Intake.SEGMENT);
        assertThat(decode(decoder, hidden, hidden.length, view)).isEqualTo(Intake.NOT_IP);
        assertThat(fleet(LinkType.LINUX_SLL2, hidden, view)).isEqualTo(Intake.NOT_IP); // FLEET-3: nothing to be found
    }

    @ParameterizedTest
    @CsvSource({"1, ETHERNET", "101, RAW", "12, RAW", "14, RAW", "276, LINUX_SLL2", "0x04000001, ETHERNET"})
    void aLinkTypeIsKnownByItsNumber(String number, LinkType type) {
        assertThat(LinkType.of(Integer.decode(number))).hasValue(type);
    }

    @Test
    void anUnknownLinkTypeIsNoGuess() {
        assertThat(LinkType.of(147)).isEmpty();
    }
}
