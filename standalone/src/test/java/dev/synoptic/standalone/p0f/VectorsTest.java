package dev.synoptic.standalone.p0f;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.RunArguments;
import dev.synoptic.testing.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The vectors' logs on the command's own path: options, capture file, filter, log file.
class VectorsTest {

    @TempDir
    private Path folder;

    static Stream<Vector> vectors() {
        return Stream.of("tcp", "net", "state", "mtu-uptime", "nat", "http", "db", "live", "api")
                .flatMap(Vector::group);
    }

    static Stream<Vector> unfiltered() {
        return vectors().filter(vector -> !isFiltered(vector));
    }

    static Stream<Vector> filtered() {
        return vectors().filter(VectorsTest::isFiltered);
    }

    private static boolean isFiltered(Vector vector) {
        return RunArguments.of(vector.args()).filter().isPresent();
    }

    @ParameterizedTest
    @MethodSource("unfiltered")
    void theLogFileIsThatOfP0f(Vector vector) throws Exception {
        judge(vector);
    }

    @ParameterizedTest
    @MethodSource("filtered")
    @Needs(Need.LIBPCAP)
    void theLogFileIsThatOfP0fBehindAFilter(Vector vector) throws Exception {
        judge(vector);
    }

    private void judge(Vector vector) throws Exception {
        Path log = folder.resolve("log");
        var builder = P0f.builder().capture(file(vector, ".pcap")).log(log);
        builder.signatures(vector.signatures().isPresent() ? file(vector, ".fp") : reference());
        var asked = RunArguments.of(vector.args());
        builder.limits(asked.flows(), asked.hosts()).ages(asked.flowAge(), asked.idle());
        if (asked.filter().isPresent()) builder.filter(asked.filter().get());

        try (var nowhere = new PrintStream(OutputStream.nullOutputStream());
                var run = P0fRun.open(builder.settings(), Optional.empty(), nowhere, ZoneId.of("UTC"))) {
            run.run();
        }

        assertThat(Files.readString(log, StandardCharsets.ISO_8859_1)).isEqualTo(vector.log());
    }

    private Path file(Vector vector, String suffix) throws IOException {
        return Files.write(
                folder.resolve("vector" + suffix),
                Objects.requireNonNull(vector.files().get(suffix)));
    }

    private Path reference() throws IOException {
        return Files.writeString(folder.resolve("db"), Vector.referenceSignatures(), StandardCharsets.ISO_8859_1);
    }
}
