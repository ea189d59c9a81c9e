package dev.synoptic.standalone.p0f;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.p0f.P0fAnswer;
import dev.synoptic.p0f.P0fQuery;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Vector;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// p0f and `synoptic p0f` side by side on one interface, real connections passing by.
@Needs({Need.ROOT, Need.IPROUTE2, Need.P0F, Need.LIBPCAP, Need.PYTHON})
class LiveTest {

    private static final int CONNECTIONS = 3000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void logAndAnswersAreThoseOfP0fOnTheSameInterface() throws Exception {
        Path signatures =
                Files.writeString(folder.resolve("db"), Vector.referenceSignatures(), StandardCharsets.ISO_8859_1);
        Path traffic = traffic();
        try (var namespaces = new TwoNamespaces()) {
            var server = namespaces.onServer("python3", traffic.toString(), "server");
            server.inputReader().readLine();
            var theirs = namespaces.onServer(arguments("p0f", signatures, "theirs"));
            var ours = namespaces.onServer(ourArguments(signatures));
            discard(theirs);
            discard(ours);
            await("both sockets", () -> listens("theirs") && listens("ours"));

            var client = namespaces.onClient("python3", traffic.toString(), "client", "" + CONNECTIONS);
            assertThat(client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(client.exitValue()).isZero();
            await(
                    "both logs to be whole",
                    () -> log("theirs").size() > 4 * CONNECTIONS && log("ours").equals(log("theirs")));

            assertThat(log("ours")).isEqualTo(log("theirs")).hasSizeGreaterThan(4 * CONNECTIONS);
            for (String address : List.of(
                    TwoNamespaces.CLIENT_V4,
                    TwoNamespaces.SERVER_V4,
                    TwoNamespaces.CLIENT_V6,
                    TwoNamespaces.SERVER_V6,
                    "192.0.2.1")) {
                assertThat(answer("ours", address)).as(address).isEqualTo(answer("theirs", address));
            }

            ours.destroy();
            assertThat(ours.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Path traffic() throws IOException {
        try (InputStream script = LiveTest.class.getResourceAsStream("/p0f/traffic.py")) {
            return Files.write(
                    folder.resolve("traffic.py"), Objects.requireNonNull(script).readAllBytes());
        }
    }

    private String[] arguments(String program, Path signatures, String name) {
        return new String[] {
            program,
            "-f",
            signatures.toString(),
            "-i",
            TwoNamespaces.DEVICE,
            "-o",
            path(name, ".log"),
            "-s",
            path(name, ".sock")
        };
    }

    private String[] ourArguments(Path signatures) {
        var java = List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                P0fMain.class.getName());
        var rest = List.of(arguments("", signatures, "ours"));
        var all = new ArrayList<>(java);
        all.addAll(rest.subList(1, rest.size()));
        return all.toArray(String[]::new);
    }

    private String path(String name, String suffix) {
        return folder.resolve(name + suffix).toString();
    }

    /// Blocks on standard output are not looked at, but must not fill the pipe.
    private static void discard(Process process) {
        Thread.ofVirtual().start(() -> {
            try {
                process.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException ended) {
                assertThat(ended).isNotNull();
            }
        });
    }

    private boolean listens(String name) {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path(name, ".sock")))) {
            return channel.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /// Waits for what other processes do, asking again now and then.
    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private List<String> log(String name) {
        try {
            return Files.readAllLines(Path.of(path(name, ".log")), StandardCharsets.ISO_8859_1).stream()
                    .sorted()
                    .toList();
        } catch (IOException notYet) {
            return List.of();
        }
    }

    private String answer(String name, String address) throws IOException {
        var asked = IpAddress.parse(address).orElseThrow();
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path(name, ".sock")))) {
            channel.write(ByteBuffer.wrap(P0fQuery.write(asked)));
            var octets = ByteBuffer.allocate(P0fAnswer.LENGTH);
            while (octets.hasRemaining() && channel.read(octets) >= 0) {}
            return HexFormat.of().formatHex(octets.array());
        }
    }
}
