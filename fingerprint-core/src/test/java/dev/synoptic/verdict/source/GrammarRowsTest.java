package dev.synoptic.verdict.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.log.RawRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One line at least for each row of the tables of lines in `mail.md` a.4 to a.8 (V14, V15, V20 to V27, V30): each is
/// understood, whatever came before it.
class GrammarRowsTest {

    /// A dialogue is one only behind its beginning.
    private static final String CONNECTED = "@400000006b0077be0def94f4 47 Connection from mail.example [198.51.100.7]";

    /// A line of a server's log, and whose it is.
    record Row(MailServer server, String line) {
        @Override
        public String toString() {
            return server.text() + ": " + line;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(MailServer.values())
                .flatMap(server -> lines(server).stream().map(line -> new Row(server, line)));
    }

    private static List<String> lines(MailServer server) {
        String name = "/mail/rows/" + server.text() + ".log";
        try (InputStream in = GrammarRowsTest.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("no test resource " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_row_of_the_tables_is_understood(Row row) {
        var extractor = row.server().extractor(MailCorpus.settings("mx"), (verdict, line) -> {});
        if (row.server() == MailServer.QPSMTPD) extractor.feed(CONNECTED, RawRef.NOWHERE);
        extractor.feed(row.line(), RawRef.NOWHERE);
        extractor.close();
        var report = extractor.report();
        assertThat(report.malformed()).as("without a time").isZero();
        assertThat(report.foreign()).as("of another program").isZero();
        assertThat(report.shapes()).as("of no known form").isEmpty();
    }
}
