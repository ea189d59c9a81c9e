package dev.synoptic.p0f;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.LinkType;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.testing.Capture;
import dev.synoptic.testing.Vector;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class OutputFormatsTest {

    private static String written(
            String group, String name, BiFunction<SignatureDatabase, TextBuffer, ObservationListener> format) {
        var vector = Vector.group(group)
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        var out = new ByteArrayOutputStream();
        var text = new TextBuffer((octets, length) -> out.write(octets, 0, length));
        var capture = vector.capture();
        var stream = new PacketStream(
                vector.database(),
                Limits.DEFAULT,
                FrameDecoder.strict(LinkType.of(capture.linkType()).orElseThrow(), capture.order()),
                format.apply(vector.database(), text));
        for (Capture.Frame frame : capture.frames()) {
            stream.accept(
                    capture.octets(),
                    frame.offset(),
                    frame.captured(),
                    frame.wireLength(),
                    frame.micros() / 1_000_000,
                    (int) (frame.micros() % 1_000_000));
        }
        text.flush();
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    /// LOG-4.
    @Test
    void aBlockAnObservation() {
        var blocks = written("api", "api-basic", ObservationLog::blocks);
        assertThat(blocks).startsWith("""
                .-[ 10.20.0.1/4000 -> 192.0.2.25/25 (syn) ]-
                |
                | client   = 10.20.0.1/4000
                | os       = Linux 3.11 and newer
                | dist     = 7
                | params   = none
                | raw_sig  = 4:57+7:0:1460:mss*20,7:mss,sok,ts,nop,ws:df,id+:0
                |
                `----

                .-[ 10.20.0.1/4000 -> 192.0.2.25/25 (mtu) ]-
                |
                | client   = 10.20.0.1/4000
                | link     = Ethernet or modem
                | raw_mtu  = 1500
                |
                `----

                """);
    }

    @Test
    void aLineAHandshakeInTheMannerOfP0f2() {
        var lines = written("api", "api-basic", (_, text) -> new V2Log(text));
        assertThat(lines).startsWith("""
                10.20.0.1:4000 - Linux 3.11 and newer -> 192.0.2.25:25 (distance 7, link: Ethernet or modem)
                """);
    }

    @Test
    void anUnknownSynShowsItsSignatureAndAKnownClockItsUptime() {
        var lines = written("nat", "nat-timestamps", (_, text) -> new V2Log(text));
        assertThat(lines).containsPattern("(?m)^[0-9.]+:\\d+ - .* \\(up: \\d+ hrs\\) -> [0-9.]+:\\d+ \\(distance");
        var unknown = written("tcp", "options-random-v4", (_, text) -> new V2Log(text));
        assertThat(unknown).containsPattern("(?m)^[0-9.]+:\\d+ - UNKNOWN \\[4:[^\\]]*\\] -> ");
    }
}
