package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.standalone.Synoptic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `synoptic demo` as a user meets it: mistakes, Ctrl-C, and a time zone that was set wrong.
class DemoCommandTest {

    private static final int INTERRUPTED = 130;

    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {}

    private static Ended run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Synoptic.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ended(code, out.toString(), err.toString());
    }

    @Test
    void aFlagThatThereIsNotIsTheUsersMistake() {
        var ended = run("demo", "--fleat", "fleet.yaml");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("--fleat");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void filesThatCannotGiveATableAreToldAllAtOnceBeforeAnythingStarts() throws IOException {
        CorpusFleet.unpack(folder);
        Path empty = Files.createFile(folder.resolve("empty.log"));
        Path missing = folder.resolve("missing.pcap");

        var ended = run("demo", "--capture", missing.toString(), "--mail-log", empty.toString());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains(missing.toString()))
                .anyMatch(line -> line.contains(empty + ": empty, expected the lines of a mail log"));
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void aFleetFileThatIsWrongIsToldWithItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("fleet.yaml"), """
            sites:
              - name: mx1
                captures: [mx1.pcap]
                logz: [maillog]
            """);

        var ended = run("demo", "--fleet", file.toString());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(file + ":4: unknown key logz");
    }

    /// J7: the log's times are UTC, the file says they are Berlin's. And a site that had no mail ends nothing.
    @Test
    void aTimeZoneThatWasSetWrongIsNamedWithTheOneThatWouldFit() throws IOException {
        CorpusFleet.unpack(folder);
        Path quiet = Files.writeString(
                folder.resolve("quiet.log"),
                "Nov 20 16:00:00 mx9 postfix/master[1]: daemon started -- version 3.7.11, configuration /etc/postfix\n");
        Path file = Files.writeString(folder.resolve("fleet.yaml"), """
            sites:
              - {name: mx1, addresses: [203.0.113.10, "2001:db8:25::10"], captures: mx1/capture.pcap.gz, proxies: px,
                 logs: {file: mx1/maillog.gz, server: postfix, time-zone: Europe/Berlin}}
              - {name: px, addresses: [203.0.113.90], captures: px/capture.pcap.gz}
              - {name: mx9, addresses: [203.0.113.99], logs: {file: quiet.log, server: postfix}}
            """);

        var ended = run("demo", "--exit", "--format", "csv", "--fleet", file.toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err())
                .contains("mx1: the times of mail host mx1 are 1:00 h behind its capture's")
                .contains("time-zone is Europe/Berlin, and +00:00 would fit")
                .contains("warning: " + quiet + ": no verdict in 1 lines, expected a log of postfix");
    }

    @Test
    void ctrlCEndsItAndNothingStays() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path log = folder.resolve("log");
        var options = List.of("-Djava.io.tmpdir=" + temporary, "-XX:-UsePerfData");
        try (var demo = SynopticProcess.start(log, options, "demo")) {
            Eventually.until("the demo has its tables", () -> demo.said().contains("Ctrl-C ends it"));
            demo.interrupt();
            demo.interrupt(); // somebody impatient

            assertThat(demo.awaitExit()).isEqualTo(INTERRUPTED);
            assertThat(demo.said()).contains("Operating System").contains("The page: http://127.0.0.1:");
            try (var left = Files.list(temporary)) {
                assertThat(left).isEmpty();
            }
        }
    }
}
