package dev.synoptic.standalone.p0f;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.p0f.P0fAnswer;
import dev.synoptic.p0f.P0fQuery;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.testing.Interrupts;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Vector;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `synoptic p0f` as an administrator starts it, through the launcher, as processes of their own: `-L`, `-d`, `-u`
/// (`p0f-v3.md` section 13, CLI-3, CLI-5).
@Needs({Need.ROOT, Need.LIBPCAP})
class LauncherTest {

    private static final Pattern STARTED = Pattern.compile("as process ([0-9]+)");

    /// An account that every Debian has; its group is not root's.
    private static final String USER = "daemon";

    private static final String USER_ID = "1";

    @TempDir
    private Path folder;

    private LauncherHome launcher;
    private String signatures;

    @BeforeEach
    void make() throws IOException {
        launcher = LauncherHome.make(folder);
        signatures = Files.writeString(folder.resolve("db"), Vector.referenceSignatures(), StandardCharsets.ISO_8859_1)
                .toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void interfacesAreListed() throws Exception {
        var ended = launcher.p0f("-L", "-x");

        assertThat(ended.status()).isZero();
        assertThat(ended.out().lines()).anyMatch(line -> line.equals("lo") || line.startsWith("lo\t"));
    }

    @Test
    void aDaemonGoesOnInTheBackgroundAsAnotherUserAndEndsInGoodOrder() throws Exception {
        var ended = launcher.p0f("-d", "-u", USER, "-i", "lo", "-f", signatures, "-o", path("log"), "-s", path("sock"));

        assertThat(ended.status()).as(ended.err()).isZero();
        var daemon = started(ended.out());
        try {
            hasGivenUpEverything(daemon);
            hasLeftTheTerminal(daemon);
            signal("HUP", daemon);
            assertThat(answer("192.0.2.1")).isEqualTo(P0fAnswer.Status.NO_MATCH);
            assertThat(launcher.p0f("-i", "lo", "-f", signatures, "-o", path("log"))
                            .err())
                    .contains("is being written by another process");
        } finally {
            signal("TERM", daemon);
        }
        daemon.onExit().get(20, TimeUnit.SECONDS);
        assertThat(folder.resolve("log")).isRegularFile();
    }

    private static ProcessHandle started(String said) {
        var match = STARTED.matcher(said);
        assertThat(match.find()).as(said).isTrue();
        return ProcessHandle.of(Long.parseLong(match.group(1))).orElseThrow();
    }

    /// In every thread: the JVM's compilers and collectors too.
    private static void hasGivenUpEverything(ProcessHandle daemon) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + daemon.pid() + "/task"))) {
            assertThat(threads.toList()).hasSizeGreaterThan(5).allSatisfy(thread -> {
                var ids = Files.readAllLines(thread.resolve("status")).stream()
                        .filter(line -> line.matches("(Uid|Gid|Groups):.*"))
                        .map(line -> line.replaceFirst("^[A-Za-z]*:\\s*", "").strip())
                        .flatMap(line -> Stream.of(line.split("\\s+")))
                        .distinct();
                assertThat(ids).containsExactly(USER_ID);
            });
        }
    }

    /// Leader of its own session, and its three streams go nowhere.
    private static void hasLeftTheTerminal(ProcessHandle daemon) throws IOException {
        var fields = Files.readString(Path.of("/proc/" + daemon.pid() + "/stat"))
                .replaceFirst("^.*\\) ", "")
                .split(" ");
        assertThat(fields[3]).as("session").isEqualTo(Long.toString(daemon.pid()));
        for (int stream = 0; stream <= 2; stream++) {
            assertThat(Files.readSymbolicLink(Path.of("/proc/" + daemon.pid() + "/fd/" + stream)))
                    .isEqualTo(Path.of("/dev/null"));
        }
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private P0fAnswer.Status answer(String address) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path("sock")))) {
            channel.write(
                    ByteBuffer.wrap(P0fQuery.write(IpAddress.parse(address).orElseThrow())));
            var octets = ByteBuffer.allocate(P0fAnswer.LENGTH);
            while (octets.hasRemaining() && channel.read(octets) >= 0) {}
            return P0fAnswer.read(octets.flip()).status();
        }
    }

    @Test
    void aDaemonThatCannotStartSaysWhyAndLeavesNothingBehind() throws Exception {
        var ended = launcher.p0f("-d", "-i", "lo", "-f", path("missing"), "-o", path("log"));

        assertThat(ended.status()).isEqualTo(P0fCommand.FAILED);
        assertThat(ended.err()).contains("p0f: cannot read " + path("missing"));
        assertThat(Files.exists(folder.resolve("log"))).isFalse();
    }

    /// The launcher finds `-d` wherever p0f would.
    @Test
    void aDaemonIsAskedForInAnyForm() throws Exception {
        for (var options : List.of(List.of("-pdi", "lo"), List.of("-S20", "--fidelity", "fleet", "-i", "lo", "-d"))) {
            var arguments = new ArrayList<>(options);
            arguments.addAll(List.of("-f", path("missing"), "-o", path("log")));

            var ended = launcher.p0f(arguments.toArray(String[]::new));

            assertThat(ended.err()).as(arguments.toString()).contains("p0f: cannot read " + path("missing"));
        }
        assertThat(launcher.p0f("-i", "-d", "-f", path("missing"), "-o", path("log"))
                        .err())
                .as("-d as a value")
                .contains("p0f: cannot read " + path("missing"));
    }

    /// Root without the right to become another: nothing goes on with more rights than asked for.
    @Test
    @Needs(Need.SETPRIV)
    void whereRightsCannotBeGivenUpNothingGoesOn() throws Exception {
        var ended = launcher.behind(
                List.of("setpriv", "--bounding-set=-setuid,-setgid", "--"),
                "-u",
                USER,
                "-i",
                "lo",
                "-f",
                signatures,
                "-o",
                path("log"));

        assertThat(ended.status()).isEqualTo(P0fCommand.FAILED);
        assertThat(ended.err()).contains("-u: user " + USER + " cannot be taken on; that needs root");
    }

    @Test
    void signalsEndAForegroundRunInGoodOrder() throws Exception {
        var process = new ProcessBuilder(path("synoptic"), "p0f", "-i", "lo", "-f", signatures, "-s", path("sock"))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().put("SYNOPTIC_NO_BUILD", "yes");
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var run = process.start();
        try {
            assertThat(run.inputReader().readLine()).isEqualTo("p0f: following interface lo");
            signal(Interrupts.areIgnored() ? "TERM" : "INT", run.toHandle());
            assertThat(run.waitFor(Duration.ofSeconds(20))).isTrue();
            assertThat(run.exitValue()).isZero();
        } finally {
            run.destroyForcibly();
        }
    }
}
