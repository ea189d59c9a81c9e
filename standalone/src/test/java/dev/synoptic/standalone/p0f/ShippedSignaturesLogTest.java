package dev.synoptic.standalone.p0f;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.packet.Fidelity;
import dev.synoptic.testing.FrameBuilder;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Repository;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shipped signatures in p0f's own log: rules beyond p0f's grammar speak in the fleet alone.
class ShippedSignaturesLogTest {

    private static final Pattern SYSTEM = Pattern.compile("mod=syn\\|.*\\|subj=cli\\|os=([^|]*)\\|");
    private static final int ETHERNET_AND_V4 = 14 + 20, ETHERNET_AND_V6 = 14 + 40;

    /// The window is the largest multiple of a segment size that no row of p0f's grammar has: 53 segments of 1220.
    private static final byte[] LARGEST_MULTIPLE = port(
            1,
            ETHERNET_AND_V4,
            FrameBuilder.v4().ttl(57).window(64_660).options("020404c40402080a000000010000000001030307"));

    /// Over IPv6 with a hop limit that a router handed out, and without a flow label.
    private static final byte[] IPV6 = port(
            2,
            ETHERNET_AND_V6,
            FrameBuilder.v6().ttl(250).window(64_800).options("020405a00402080a00000001000000000103030a"));

    /// What several systems send, behind a tunnel: 47 segments of 1380.
    private static final byte[] ALTERNATIVES =
            port(3, ETHERNET_AND_V4, FrameBuilder.v4().ttl(120).window(64_860).options("0204056401010402"));

    @TempDir
    private Path folder;

    @Test
    void theFleetSaysWhatRulesSay() throws Exception {
        assertThat(systems(log(Fidelity.FLEET)))
                .containsExactly("Linux 4.20-6.15", "Linux 6.16 or newer", "Windows XP, 2003, or 10 on a retry");
    }

    @Test
    void toTheStrictReadingRulesAreComments() throws Exception {
        assertThat(systems(log(Fidelity.STRICT))).containsExactly("Linux", "Linux 4.20 or newer", "Windows NT kernel");
    }

    @Test
    @Needs(Need.P0F)
    void theStrictLogIsThatOfP0fWithTheSameFile() throws Exception {
        Path log = folder.resolve("p0f.log");
        var builder = new ProcessBuilder(
                        "p0f", "-f", shipped().toString(), "-r", capture().toString(), "-o", log.toString())
                .redirectErrorStream(true);
        builder.environment().put("TZ", "UTC");
        var p0f = builder.start();
        String said = new String(p0f.getInputStream().readAllBytes(), ISO_8859_1);
        assertThat(p0f.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(p0f.exitValue()).as(said).isZero();
        assertThat(log(Fidelity.STRICT)).isEqualTo(Files.readString(log, ISO_8859_1));
    }

    private String log(Fidelity fidelity) throws Exception {
        Path log = Files.createTempFile(folder, "log", "");
        var settings = P0f.builder()
                .capture(capture())
                .log(log)
                .signatures(shipped())
                .fidelity(fidelity)
                .settings();
        try (var nowhere = new PrintStream(OutputStream.nullOutputStream());
                var run = P0fRun.open(settings, Optional.empty(), nowhere, ZoneId.of("UTC"))) {
            run.run();
        }
        return Files.readString(log, ISO_8859_1);
    }

    private static List<String> systems(String log) {
        return SYSTEM.matcher(log).results().map(line -> line.group(1)).toList();
    }

    private static Path shipped() {
        return Repository.root().resolve("p0f.fp");
    }

    /// A connection of its own for each.
    private static byte[] port(int port, int tcpAt, FrameBuilder frame) {
        byte[] octets = frame.ethernet();
        octets[tcpAt + 1] = (byte) port;
        return octets;
    }

    private Path capture() throws Exception {
        var file = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putLong(0);
        file.putInt(65_535).putInt(1);
        for (byte[] frame : List.of(LARGEST_MULTIPLE, IPV6, ALTERNATIVES)) {
            file.putInt(1_790_000_000)
                    .putInt(0)
                    .putInt(frame.length)
                    .putInt(frame.length)
                    .put(frame);
        }
        byte[] octets = new byte[file.position()];
        file.flip().get(octets);
        return Files.write(folder.resolve("syns.pcap"), octets);
    }
}
