package dev.synoptic.standalone.p0f;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Vector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// p0f's exit status for every command line of the table (`p0f-v3.md` section 13, CLI-1 to CLI-4).
class CommandLineTableTest {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    private Path folder;

    /// A line of the table.
    record Row(String id, int status, String stoppedBy, List<String> arguments) {

        static Row of(String line) {
            var fields = line.split("\t");
            var words = WORD.matcher(fields[3])
                    .results()
                    .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                    .toList();
            return new Row(fields[0], Integer.parseInt(fields[1]), fields[2], words);
        }

        /// A filter is compiled by libpcap, and an interface is opened by it, as root.
        boolean needsCapture() {
            return arguments.contains("port 25")
                    || arguments.contains("port banana")
                    || arguments.contains("lo")
                    || arguments.contains("nosuchif0");
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Row> rows() throws IOException {
        try (InputStream table = CommandLineTableTest.class.getResourceAsStream("/p0f/cli.tsv")) {
            var text = new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).map(Row::of).toList().stream();
        }
    }

    static Stream<Row> plain() throws IOException {
        return rows().filter(row -> !row.needsCapture());
    }

    static Stream<Row> withLibpcap() throws IOException {
        return rows().filter(Row::needsCapture);
    }

    @ParameterizedTest
    @MethodSource("plain")
    void everyCommandLineEndsAsWithP0f(Row row) throws IOException {
        judge(row);
    }

    @ParameterizedTest
    @MethodSource("withLibpcap")
    @Needs({Need.ROOT, Need.LIBPCAP})
    void everyCommandLineThatAsksLibpcapEndsAsWithP0f(Row row) throws IOException {
        judge(row);
    }

    private void judge(Row row) throws IOException {
        var vector = Vector.group("api")
                .filter(each -> each.name().equals("api-basic"))
                .findFirst()
                .orElseThrow();
        Path capture = Files.write(
                folder.resolve("capture"), Objects.requireNonNull(vector.files().get(".pcap")));
        Path database =
                Files.writeString(folder.resolve("db"), Vector.referenceSignatures(), StandardCharsets.ISO_8859_1);
        var arguments = row.arguments().stream()
                .map(word -> word.replace("{db}", database.toString())
                        .replace("{pcap}", capture.toString())
                        .replace("{missing}", folder.resolve("missing").toString())
                        .replace("{tmp}", folder.toString()))
                .toList();

        var run = CommandRun.of(arguments);

        assertThat(run.status()).as("%s: %s", arguments, run.err()).isEqualTo(row.status());
        if (row.status() != 0) assertThat(run.err()).startsWith("p0f: ");
        if (row.stoppedBy().contains("usage")) assertThat(run.err()).contains("usage: ");
    }
}
