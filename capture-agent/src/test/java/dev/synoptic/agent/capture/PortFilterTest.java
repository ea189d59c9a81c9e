package dev.synoptic.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.FrameBuilder;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the default expression lets through, as libpcap itself runs it.
@Needs(Need.LIBPCAP)
class PortFilterTest {

    private static final int ETHERNET = 1;
    private static final int SYN = 0x02, SYN_ACK = 0x12, ACK = 0x10, FIN = 0x11, RST = 0x04, PSH_ACK = 0x18;
    private static final String V4 = "0200000000010200000000020800", V6 = "02000000000102000000000286dd";
    private static final String TAG = "0200000000010200000000028100" + "0007",
            QINQ = "02000000000102000000000288a800078100" + "0008";

    private static boolean passes(PortFilter ports, byte[] octets) throws FilterSyntaxException {
        try (var program = FilterProgram.compile(ETHERNET, ports.tagged());
                var arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(octets.length);
            memory.copyFrom(MemorySegment.ofArray(octets));
            var frame = new Frame();
            frame.place(memory, 0, octets.length, octets.length);
            frame.link(ETHERNET, ByteOrder.BIG_ENDIAN);
            return program.accepts(frame);
        }
    }

    private static boolean passes(FrameBuilder packet, String link) throws FilterSyntaxException {
        return passes(PortFilter.ofMail(), packet.behind(link));
    }

    @Test
    void headersPassOverBothVersionsWithAndWithoutTags() throws FilterSyntaxException {
        for (int flags : new int[] {SYN, SYN_ACK, ACK, FIN, RST}) {
            assertThat(passes(FrameBuilder.v4().flags(flags).options("020405b4"), V4))
                    .isTrue();
            assertThat(passes(FrameBuilder.v6().flags(flags).options("020405b4"), V6))
                    .isTrue();
            assertThat(passes(FrameBuilder.v4().flags(flags), TAG + "0800")).isTrue();
            assertThat(passes(FrameBuilder.v6().flags(flags), TAG + "86dd")).isTrue();
            assertThat(passes(FrameBuilder.v4().flags(flags), QINQ + "0800")).isTrue();
        }
        assertThat(passes(FrameBuilder.v4().flags(ACK).ipOptions("01010101"), V4))
                .isTrue();
    }

    @Test
    void mailDoesNot() throws FilterSyntaxException {
        for (String link : List.of(V4, TAG + "0800", QINQ + "0800")) {
            assertThat(passes(FrameBuilder.v4().flags(PSH_ACK).payload("4d41494c"), link))
                    .isFalse();
            assertThat(passes(FrameBuilder.v4().flags(ACK).options("01010101").payload("4d"), link))
                    .isFalse();
        }
        for (String link : List.of(V6, TAG + "86dd")) {
            assertThat(passes(FrameBuilder.v6().flags(PSH_ACK).payload("4d41494c"), link))
                    .isFalse();
        }
    }

    @Test
    void otherPortsDoNot() throws FilterSyntaxException {
        byte[] other = FrameBuilder.v4().flags(SYN).behind(V4);
        other[14 + 20 + 3] = 80;
        assertThat(passes(PortFilter.ofMail(), other)).isFalse();
        assertThat(passes(new PortFilter(List.of(80), List.of()), other)).isTrue();
        byte[] data = FrameBuilder.v4().flags(PSH_ACK).payload("474554").behind(V4);
        data[14 + 20 + 3] = 80;
        assertThat(passes(new PortFilter(List.of(25), List.of(80)), data)).isTrue();
        assertThat(passes(FrameBuilder.v4().protocol(17), V4)).isFalse();
    }
}
