package dev.synoptic.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// More than 200 small files and what p0f 3.09b says of each (`p0f-v3.md` FP-1 to FP-15).
class GrammarTableTest {

    record Row(String id, String verdict, String line, String signatures, String body) {

        static Row of(String text) {
            String[] fields = text.split("\t", -1);
            String body = fields[4].replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r");
            return new Row(fields[0], fields[1], fields[2], fields[3], body);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Row> rows() {
        try (var table = GrammarTableTest.class.getResourceAsStream("/conformance/grammar.tsv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).map(Row::of).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aFileGetsTheReferencesVerdict(Row row) throws SignatureFileException {
        if (row.verdict().equals("ok")) {
            var database = SignatureDatabase.parse(row.id(), row.body());
            assertThat(database.size()).isEqualTo(Integer.parseInt(row.signatures()));
        } else {
            var refusal = catchThrowableOfType(
                    SignatureFileException.class, () -> SignatureDatabase.parse(row.id(), row.body()));
            assertThat(refusal).isNotNull();
            assertThat(refusal.problems().getFirst().line()).isEqualTo(Integer.parseInt(row.line()));
        }
    }
}
