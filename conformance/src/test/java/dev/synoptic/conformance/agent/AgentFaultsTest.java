package dev.synoptic.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.conformance.pipeline.Eventually;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent where something is missing, refused or full: it says what to do, or goes on and counts.
class AgentFaultsTest {

    /// Bound to nothing, so that it is always away.
    private static final String NO_BROKER = "127.0.0.1:1";

    /// Of its class path, what the package leaves out: broker, stores, web server, exports and tests.
    private static final String NOT_PACKAGED =
            ".*(kafka_2|kafka-(server|group|storage|metadata|raft|coordinator|streams)|rocksdb|scala|javalin|jetty|duckdb"
                    + "|dnsjava|junit|assertj|archunit|maxmind|playwright|test-classes|/test$).*";

    @TempDir
    private Path folder;

    private record Ended(int code, String said) {}

    private static Ended run(List<String> command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private static List<String> behind(List<String> prefix, List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    private Path settings(String device, int port) throws IOException {
        return AgentProcess.settings(folder, NO_BROKER, device, port);
    }

    @Test
    @Needs({Need.ROOT, Need.LIBPCAP})
    void withoutLibpcapItSaysHowToGetIt() throws Exception {
        String hide =
                "for file in /usr/lib/*/libpcap.so.*.*.*; do mount --bind /dev/null \"$file\" || exit 9; done; exec \"$@\"";
        var ended = run(behind(
                List.of("unshare", "--mount", "sh", "-c", hide, "sh"),
                AgentProcess.command("agent", "--config", settings("lo", 0).toString())));
        assertThat(ended.said()).contains("libpcap").contains("apt-get install");
        assertThat(ended.code()).isEqualTo(3);
    }

    @Test
    @Needs({Need.ROOT, Need.LIBPCAP, Need.SETPRIV})
    void withoutTheRightToCaptureItNamesTheCapability() throws Exception {
        var ended = run(behind(
                List.of("setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw"),
                AgentProcess.command("agent", "--config", settings("lo", 0).toString())));
        assertThat(ended.said()).contains("lo: may not be captured from").contains("CAP_NET_RAW");
        assertThat(ended.code()).isEqualTo(3);
    }

    /// Opened as root, gone on as somebody else: every thread of it, and still capturing.
    @Test
    @Needs({Need.ROOT, Need.IPROUTE2, Need.LIBPCAP, Need.PYTHON})
    void everyThreadGivesUpRoot() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var figures = AgentFigures.atFreePort();
        try (var cable = new VirtualCable()) {
            var settings = settings(cable.device(), figures.port());
            var agent = AgentProcess.start(
                    AgentProcess.on(
                            readable(), "agent", "--config", settings.toString(), "--set", "agent.live.user=nobody"),
                    folder.resolve("agent.log"));
            try {
                long sent = Long.parseLong(cable.there(
                                "python3", VirtualCable.script("load.py", folder), cable.farDevice(), "100", "1", "0")
                        .inputReader()
                        .readLine());
                Eventually.until("all of them", () -> figures.count("completions") >= sent);
                for (String status : threads(agent)) {
                    assertThat(status)
                            .containsPattern("(?m)^Uid:\t65534\t65534\t65534\t65534$")
                            .containsPattern("(?m)^Gid:\t65534\t65534\t65534\t65534$")
                            .containsPattern("(?m)^Groups:\t65534 ?$")
                            .containsPattern("(?m)^CapEff:\t0+$")
                            .containsPattern("(?m)^CapPrm:\t0+$");
                }
                Eventually.until("a spool", () -> figures.count("spooled") > 0);
            } finally {
                agent.destroy();
                agent.waitFor();
            }
        }
    }

    private static List<String> threads(Process agent) throws IOException {
        try (var tasks = Files.list(Path.of("/proc/" + agent.pid() + "/task"))) {
            List<String> all = new ArrayList<>();
            for (Path task : tasks.toList()) all.add(Files.readString(task.resolve("status")));
            assertThat(all).hasSizeGreaterThan(5);
            return all;
        }
    }

    /// The class path with its folders where everybody may read: jars stay open, classes of a folder do not.
    private String readable() throws IOException {
        List<String> all = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path from = Path.of(entry);
            all.add(Files.isDirectory(from) ? copy(from, folder.resolve("classes" + all.size())) : entry);
        }
        return String.join(File.pathSeparator, all);
    }

    private static String copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return to.toString();
    }

    /// Handshakes are seen and counted on, what cannot be kept is counted, and it says so in words.
    @Test
    @Needs({Need.ROOT, Need.IPROUTE2, Need.LIBPCAP, Need.PYTHON})
    void onAFullDiskItGoesOnAndSaysWhatIsWrong() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        var figures = AgentFigures.atFreePort();
        VirtualCable.run("mount -t tmpfs -o size=256k tmpfs " + small);
        try (var cable = new VirtualCable()) {
            var agent = AgentProcess.start(
                    AgentProcess.settings(small, NO_BROKER, cable.device(), figures.port()),
                    folder.resolve("agent.log"));
            try {
                var load = cable.there(
                        "python3", VirtualCable.script("load.py", folder), cable.farDevice(), "1000", "5", "0");
                Eventually.until("words on the full disk", () -> {
                    String said = figures.read("status");
                    return said.contains("something is wrong")
                            && said.contains("the spool cannot be written")
                            && said.contains("No space left");
                });
                long sent = Long.parseLong(load.inputReader().readLine());
                Eventually.until("all of them", () -> figures.count("completions") >= sent);
                assertThat(figures.count("spool_unwritten")).isPositive();
                assertThat(Files.readString(folder.resolve("agent.log")).lines())
                        .filteredOn(line -> line.contains("No space left"))
                        .hasSizeLessThan(20);
            } finally {
                agent.destroy();
                agent.waitFor();
            }
        } finally {
            VirtualCable.run("umount " + small);
        }
    }

    /// Each would send and delete the other's spool.
    @Test
    void aSecondAgentOnOneFolderIsRefusedAndTheFirstGoesOn() throws Exception {
        Path log = Files.writeString(folder.resolve("mail.log"), "");
        var figures = AgentFigures.atFreePort();
        var settings = AgentProcess.settings(
                folder, NO_BROKER, "", figures.port(), "  follow:", "    - file: " + log, "      mta: postfix");
        var first = AgentProcess.start(settings, folder.resolve("agent.log"));
        try {
            var second = run(AgentProcess.command("agent", "--config", settings.toString()));
            assertThat(second.said())
                    .contains("agent.live.folder: another agent uses the folder " + folder.resolve("agent"));
            assertThat(second.code()).isEqualTo(3);
            assertThat(first.isAlive()).isTrue();
            assertThat(figures.read("status")).contains("agent ");
        } finally {
            first.destroy();
            first.waitFor();
        }
        var third = AgentProcess.start(settings, folder.resolve("third.log"));
        third.destroy();
        assertThat(third.waitFor()).isIn(0, 143);
    }

    @Test
    void settingsAreCheckedOnTheClassPathOfThePackage() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(NOT_PACKAGED))
                .collect(Collectors.joining(File.pathSeparator));
        var ended = run(AgentProcess.on(
                classPath, "config", "check", "--config", settings("lo", 0).toString()));
        assertThat(ended.said()).contains("the settings are good");
        assertThat(ended.code()).isZero();
    }
}
