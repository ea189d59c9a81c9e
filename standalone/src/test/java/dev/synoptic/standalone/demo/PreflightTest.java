package dev.synoptic.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.standalone.fleet.FleetLog;
import dev.synoptic.standalone.fleet.FleetPlan;
import dev.synoptic.standalone.fleet.FleetSite;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.verdict.source.MailServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is looked at before anything starts.
class PreflightTest {

    private static final byte[] LINE =
            "Nov 20 16:39:05 mx1 postfix/smtpd[653]: connect from a[192.0.2.1]\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final StringWriter told = new StringWriter();

    private static DemoInput input(Path... files) {
        List<FleetLog> logs = Arrays.stream(files)
                .map(log -> new FleetLog(log, MailServer.POSTFIX, ZoneOffset.UTC, OptionalInt.empty(), Set.of()))
                .toList();
        var site = new FleetSite("mx1", "mx1", Set.of(), List.of(), logs, Set.of(), Duration.ZERO);
        return new DemoInput(new FleetPlan(List.of(site), Set.of()), false);
    }

    private DemoInput check(DemoInput input) {
        return Preflight.check(input, new Narration(new PrintWriter(told), false));
    }

    /// As after the rotation at midnight: one of many has no line yet.
    @Test
    void anEmptyLogAmongOthersIsLeftOutAndToldOf() throws IOException {
        Path log = Files.write(folder.resolve("maillog"), LINE);
        Path empty = Files.createFile(folder.resolve("mainlog"));
        assertThat(check(input(empty, log)).logs()).extracting(FleetLog::file).containsExactly(log);
        assertThat(told.toString().strip())
                .isEqualTo("warning: " + empty + ": empty, expected the lines of a mail log");
    }

    @Test
    void whereThereAreOnlyEmptyLogsThereIsNoTable() throws IOException {
        Path empty = Files.createFile(folder.resolve("mainlog"));
        assertThatThrownBy(() -> check(input(empty)))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining(empty + ": empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CompressorStreamFactory.GZIP,
                CompressorStreamFactory.BZIP2,
                CompressorStreamFactory.XZ,
                CompressorStreamFactory.ZSTANDARD
            })
    void aLogMayBeCompressedInEveryWayThatItIsReadIn(String compressor) throws IOException, CompressorException {
        Path log = folder.resolve("maillog." + compressor);
        try (var file = Files.newOutputStream(log);
                var packed = new CompressorStreamFactory().createCompressorOutputStream(compressor, file)) {
            packed.write(LINE);
        }
        var input = input(log);
        assertThat(check(input)).isSameAs(input);
    }

    /// V34: a file emptied under the hands of its writer begins with NULs, maybe very many.
    @ParameterizedTest
    @ValueSource(ints = {1, 4_096, 100_000})
    void aLogMayBeginWithNuls(int nuls) throws IOException {
        var octets = Arrays.copyOf(new byte[nuls], nuls + LINE.length);
        System.arraycopy(LINE, 0, octets, nuls, LINE.length);
        var input = input(Files.write(folder.resolve("maillog"), octets));
        assertThat(check(input)).isSameAs(input);
    }

    @Test
    void whatIsNoTextIsNoLog() throws IOException {
        Path log = Files.write(folder.resolve("maillog"), new byte[] {1, 2, 0, 3});
        assertThatThrownBy(() -> check(input(log)))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining(log + ", line 1: not text");
    }
}
