package dev.synoptic.signature;

import static dev.synoptic.testing.Seeded.forAll;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Grow;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The installed p0f as the judge of signature files (`p0f-v3.md` section 4).
@Needs(Need.P0F)
class GrammarAgainstP0fTest {

    private static final Pattern ERROR_LINE = Pattern.compile("PROGRAM ABORT : .*?line (\\d+)");
    private static final String ALPHABET = ":,*+-=[]?!@%; \t\n0159abcdefgimnopstuwx46";
    private static final String EMPTY_CAPTURE = "d4c3b2a1020004000000000000000000ffff000001000000";
    private static final List<GrammarTableTest.Row> ROWS =
            GrammarTableTest.rows().toList();

    @TempDir
    Path folder;

    /// Rows of the grammar table with a few characters changed get the same verdict and the same line.
    @Test
    void changedFilesGetP0fsVerdict() {
        forAll(
                GrammarAgainstP0fTest::mutated,
                300,
                text -> assertThat(ours(text)).isEqualTo(p0fs(text)));
    }

    private static String mutated(RandomGenerator random) {
        var text = new StringBuilder(ROWS.get(random.nextInt(ROWS.size())).body());
        int changes = random.nextInt(1, 4);
        for (int i = 0; i < changes && !text.isEmpty(); i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                default ->
                    text.setCharAt(
                            at, Grow.oneOf(random, text.charAt(0), ALPHABET.charAt(random.nextInt(ALPHABET.length()))));
            }
        }
        return text.toString();
    }

    private static String ours(String text) {
        try {
            SignatureDatabase.parse("own.fp", text);
            return "ok";
        } catch (SignatureFileException refused) {
            return "error in line " + refused.problems().getFirst().line();
        }
    }

    private String p0fs(String text) {
        String output = p0f(write("own.fp", text.getBytes(ISO_8859_1)));
        var abort = ERROR_LINE.matcher(output);
        if (abort.find()) return "error in line " + abort.group(1);
        assertThat(output).contains("All done");
        return "ok";
    }

    /// The file that Synoptic ships: every row is p0f's too, and nothing is warned about.
    @Test
    void p0fLoadsTheShippedDatabaseWithoutAWarning() throws IOException, SignatureFileException {
        var file = Repository.root().resolve("p0f.fp");
        int rows = SignatureDatabase.parse("p0f.fp", Files.readAllBytes(file)).size();

        assertThat(p0f(file))
                .contains("Loaded " + rows + " signatures")
                .doesNotContain("[!]")
                .doesNotContain("[-]");
    }

    /// Runs p0f over a capture without a frame.
    private String p0f(Path signatures) {
        var capture = write("empty.pcap", HexFormat.of().parseHex(EMPTY_CAPTURE));
        try {
            var process = new ProcessBuilder("p0f", "-f", signatures.toString(), "-r", capture.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
            process.waitFor();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path write(String name, byte[] octets) {
        try {
            return Files.write(folder.resolve(name), octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
