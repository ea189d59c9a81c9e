package dev.synoptic.p0f;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.testing.Seeded;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Section 11.1 and 11.2.
class P0fMessagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"})
    void aQueryReadsBack(String text) {
        var address = IpAddress.parse(text).orElseThrow();
        var octets = P0fQuery.write(address);
        assertThat(octets).hasSize(P0fQuery.LENGTH);
        assertThat(P0fQuery.read(ByteBuffer.wrap(octets))).isEqualTo(new P0fQuery.OfHost(address));
    }

    @Test
    void aQueryIsLittleEndianWithItsAddressInNetworkOrder() {
        assertThat(HexFormat.of().formatHex(P0fQuery.write(IpAddress.v4(0x0A00_0001))))
                .isEqualTo("01463050040a000001000000000000000000000000");
    }

    @Test
    void theRestOfAnIpv4QueryIsNotLookedAt() {
        var octets = HexFormat.of().parseHex("01463050040a000001ffffffffffffffffffffffff");
        assertThat(P0fQuery.read(ByteBuffer.wrap(octets))).isEqualTo(new P0fQuery.OfHost(IpAddress.v4(0x0A00_0001)));
    }

    /// API-4.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "50304601040a000001000000000000000000000000",
                "01463050050a000001000000000000000000000000",
                "01463050000a000001000000000000000000000000",
                "02463050040a000001000000000000000000000000"
            })
    void anythingElseIsMalformed(String hex) {
        assertThat(P0fQuery.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex)))).isEqualTo(new P0fQuery.Malformed());
    }

    @Test
    void noOctetsBreakTheReader() {
        Seeded.forAll(
                random -> {
                    var octets = new byte[P0fQuery.LENGTH];
                    random.nextBytes(octets);
                    if (random.nextBoolean()) ByteBuffer.wrap(octets).putInt(0x01463050);
                    return octets;
                },
                octets -> assertThat(P0fQuery.read(ByteBuffer.wrap(octets))).isNotNull());
    }

    /// API-2, O-18: a text of 32 octets fills its field.
    @Test
    void anAnswerReadsBackItsTextsCut() {
        var long33 = "x".repeat(33);
        var answer = new P0fAnswer(
                P0fAnswer.Status.OK, 1, -2, 3, 4, 5, 6, 7, 255, 2, 3, "Linux", "", "é", long33, "DSL", "German");
        var octets = answer.toBytes();
        assertThat(octets).hasSize(P0fAnswer.LENGTH);
        var back = P0fAnswer.read(ByteBuffer.wrap(octets));
        assertThat(back.httpFlavor()).isEqualTo("x".repeat(32));
        assertThat(back.toBytes()).isEqualTo(octets);
        assertThat(back.lastSeenSeconds()).isEqualTo(-2);
        assertThat(back.httpName()).isEqualTo("é");
    }

    /// API-1.
    @Test
    void anAnswerWithoutAHostIsEmptyBehindItsStatus() {
        assertThat(HexFormat.of().formatHex(P0fAnswer.NO_MATCH.toBytes()))
                .isEqualTo("0246305020000000" + "00".repeat(224));
        assertThat(HexFormat.of().formatHex(P0fAnswer.BAD_QUERY.toBytes()))
                .isEqualTo("0246305000000000" + "00".repeat(224));
    }

    @Test
    void whatIsNoAnswerIsRefused() {
        assertThatThrownBy(() -> P0fAnswer.read(ByteBuffer.allocate(P0fAnswer.LENGTH)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("magic");
        assertThatThrownBy(() -> P0fAnswer.read(ByteBuffer.allocate(9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("232");
    }
}
