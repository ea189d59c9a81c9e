package dev.synoptic.standalone.p0f;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Repository;
import dev.synoptic.testing.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Public captures of real traffic: the log that p0f writes for each, octet for octet, and its exit status.
///
/// Dates are read as plain UTC (`p0f-v3.md` O-14), which is the golden logs' reading where p0f's own varies.
@Needs({Need.CORPUS, Need.LIBPCAP})
class CorpusTest {

    private static final Pattern QUIET =
            Pattern.compile("^\\| quiet/(\\S+) \\|[^|]*\\|[^|]*\\|[^|]*\\| ([01]) \\|.*", Pattern.MULTILINE);

    @TempDir
    private Path folder;

    @Test
    void everyLogIsThatOfP0f() throws Exception {
        Path corpus = Repository.shared().orElseThrow().resolve("corpus");
        var wrong = new ArrayList<String>();
        int count = 0;
        for (Path capture : captures(corpus)) {
            count++;
            if (!run(capture).log().equals(golden(capture)))
                wrong.add(corpus.relativize(capture).toString());
        }

        assertThat(wrong).isEmpty();
        assertThat(count).isGreaterThan(400);
    }

    @Test
    void everyQuietCaptureEndsAsWithP0f() throws Exception {
        Path corpus = Repository.shared().orElseThrow().resolve("corpus");
        var ended = new HashMap<String, Integer>();
        for (String name : statuses(corpus).keySet()) {
            ended.put(name, run(corpus.resolve("quiet").resolve(name)).status());
        }

        assertThat(ended).isEqualTo(statuses(corpus));
        assertThat(ended).hasSizeGreaterThan(90);
    }

    private record Outcome(int status, String log) {}

    /// In this JVM, and in the time zone of the golden logs.
    private Outcome run(Path capture) throws Exception {
        Path log = Files.createTempFile(folder, "log", "");
        Path signatures =
                Files.writeString(folder.resolve("db"), Vector.referenceSignatures(), StandardCharsets.ISO_8859_1);
        var settings =
                P0f.builder().capture(capture).log(log).signatures(signatures).settings();
        try (var nowhere = new PrintStream(OutputStream.nullOutputStream());
                var run = P0fRun.open(settings, Optional.empty(), nowhere, ZoneId.of("UTC"))) {
            run.run();
            return new Outcome(P0fCommand.DONE, Files.readString(log, StandardCharsets.ISO_8859_1));
        } catch (P0fRefusedException refused) {
            assertThat(refused.refusal()).isIn(Refusal.CAPTURE, Refusal.FILTER);
            return new Outcome(P0fCommand.FAILED, "");
        }
    }

    private static List<Path> captures(Path corpus) throws IOException {
        try (Stream<Path> loud = Files.list(corpus);
                Stream<Path> quiet = Files.list(corpus.resolve("quiet"))) {
            return Stream.concat(loud, quiet)
                    .filter(file ->
                            file.toString().endsWith(".pcap") || file.toString().endsWith(".pcapng"))
                    .sorted()
                    .toList();
        }
    }

    private static String golden(Path capture) throws IOException {
        String name = capture.getFileName().toString().replaceFirst("\\.pcap(ng)?$", ".p0f.log");
        return Files.readString(capture.resolveSibling(name), StandardCharsets.ISO_8859_1);
    }

    private static Map<String, Integer> statuses(Path corpus) throws IOException {
        var statuses = new HashMap<String, Integer>();
        Matcher rows = QUIET.matcher(Files.readString(corpus.resolve("README.md")));
        while (rows.find()) statuses.put(rows.group(1), Integer.parseInt(rows.group(2)));
        return statuses;
    }
}
