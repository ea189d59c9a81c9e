package dev.synoptic.gateway.v3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.answer.HostAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class V3AnswerTest {

    @Test
    void everyFieldStandsWhereTheProtocolPutsIt() {
        var host = new HostAnswer(
                0x01020304L,
                0x05060708L,
                0x090A0B0CL,
                Optional.of(new HostAnswer.Uptime(0x0D0E0F10L, 0x11121314L)),
                OptionalLong.of(0x15161718L),
                OptionalLong.of(0x191A1B1CL),
                OptionalInt.of(255),
                HostAnswer.Dishonesty.DISHONEST,
                Optional.of(new HostAnswer.OperatingSystem("Linux", "3.11 and newer", true, true)),
                Optional.of(new HostAnswer.Software("Firefox", "10.x or newer")),
                Optional.of("Ethernet or modem"),
                Optional.of("English"),
                Optional.empty());

        String expected = "02463050" + "10000000" + "04030201" + "08070605" + "0c0b0a09" + "100f0e0d" + "14131211"
                + "18171615" + "1c1b1a19" + "ff00" + "02" + "03" + text("Linux") + text("3.11 and newer")
                + text("Firefox") + text("10.x or newer") + text("Ethernet or modem") + text("English");
        assertThat(HexFormat.of().formatHex(found(host))).isEqualTo(expected);
    }

    @Test
    void aDistanceNobodyKnowsIsMinusOne() {
        assertThat(ByteBuffer.wrap(found(HostAnswer.visits(1, 2, 3))).getShort(36))
                .isEqualTo((short) -1);
    }

    @Test
    void aTextOfAnyLengthEndsWithAZero() {
        var long40 = HostAnswer.visits(1, 2, 3)
                .withSystem(new HostAnswer.OperatingSystem("x".repeat(40), "y".repeat(31), false, false));

        byte[] answer = found(long40);

        assertThat(new String(answer, 40, 32, StandardCharsets.US_ASCII)).isEqualTo("x".repeat(31) + "\0");
        assertThat(new String(answer, 72, 32, StandardCharsets.US_ASCII)).isEqualTo("y".repeat(31) + "\0");
    }

    @Test
    void numbersThatDoNotFitStayAtTheNearestThatDoes() {
        byte[] answer = found(HostAnswer.visits(-5, 1L << 40, 1L << 33));

        assertThat(HexFormat.of().formatHex(answer, 8, 20)).isEqualTo("00000000" + "ffffffff" + "ffffffff");
    }

    @Test
    void octetsThatNoTerminalShouldSeeAreReplaced() {
        var odd = HostAnswer.visits(1, 2, 3)
                .withSystem(new HostAnswer.OperatingSystem("a\u001b[2Jé\n", "", false, false));

        assertThat(new String(found(odd), 40, 8, StandardCharsets.US_ASCII)).isEqualTo("a?[2J??\0");
    }

    @Test
    void badAndUnknownAreZerosBehindTheStatus() {
        var bad = ByteBuffer.allocate(232);
        var unknown = ByteBuffer.allocate(232);
        V3Answer.putBadQuery(bad);
        V3Answer.putNoMatch(unknown);

        assertThat(HexFormat.of().formatHex(bad.array())).isEqualTo("02463050" + "00000000" + "00".repeat(224));
        assertThat(HexFormat.of().formatHex(unknown.array())).isEqualTo("02463050" + "20000000" + "00".repeat(224));
    }

    private static byte[] found(HostAnswer host) {
        var buffer = ByteBuffer.allocate(232);
        V3Answer.putFound(host, buffer);
        assertThat(buffer.hasRemaining()).isFalse();
        return buffer.array();
    }

    private static String text(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII)) + "00".repeat(32 - text.length());
    }
}
