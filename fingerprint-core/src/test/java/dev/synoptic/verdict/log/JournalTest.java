package dev.synoptic.verdict.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.corpus.Agreement;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.source.MailServer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// systemd's journal as JSON and as its own export format (V35).
class JournalTest {

    @ParameterizedTest
    @ValueSource(strings = {"mx2/journal.json.gz", "mx2/journal.export.gz"})
    void the_journal_gives_the_verdicts_of_the_file(String journal) {
        var fromJournal = MailCorpus.read(MailServer.POSTFIX, "mx2", journal);
        assertThat(Agreement.differences(MailCorpus.truth("mx2"), fromJournal.verdicts(), false))
                .isEmpty();
        assertThat(fromJournal.report().malformed()).isZero();
        assertThat(fromJournal.report().shapes()).isEmpty();
        var fromFile = MailCorpus.read(MailServer.POSTFIX, "mx2", "mx2/maillog.rfc3339.gz");
        assertThat(withoutTimes(fromJournal.verdicts())).isEqualTo(withoutTimes(fromFile.verdicts()));
    }

    @Test
    void both_forms_of_the_journal_give_equal_records() {
        assertThat(MailCorpus.read(MailServer.POSTFIX, "mx2", "mx2/journal.export.gz")
                        .verdicts())
                .isEqualTo(MailCorpus.read(MailServer.POSTFIX, "mx2", "mx2/journal.json.gz")
                        .verdicts());
    }

    private static List<String> withoutTimes(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(v ->
                        v.client() + " " + v.outcome() + ' ' + v.stage() + ' ' + v.code() + v.queueId() + v.sizeOctets()
                                + v.senderDomain() + v.recipientDomains() + v.saslUser() + v.service() + v.reason())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void a_value_of_many_lines_and_odd_octets_is_one_value(int piece) {
        byte[] octets = "__CURSOR=x\nMESSAGE\n\u0009\0\0\0\0\0\0\0a\nb=\"\\\u0001\u00ffz\nSYSLOG_IDENTIFIER=t\n\n"
                .getBytes(ISO_8859_1);
        List<String> lines = new ArrayList<>();
        List<RawRef> places = new ArrayList<>();
        var splitter = Splitter.detecting("g", 7, (line, ref) -> {
            lines.add(line);
            places.add(ref);
        });
        for (int i = 0; i < octets.length; i += piece) {
            splitter.accept(octets, i, Math.min(i + piece, octets.length));
        }
        assertThat(places).containsExactly(new RawRef("g", 7, octets.length));
        assertThat(FlatJson.read(lines.getFirst()).orElseThrow().get("MESSAGE")).isEqualTo("a\nb=\"\\\u0001\uFFFDz");
        assertThat(splitter.nextOffset()).isEqualTo(7 + octets.length);
    }

    @Test
    void a_value_that_claims_to_be_endless_takes_no_endless_memory() {
        byte[] octets = "__CURSOR=x\nMESSAGE\n\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f".getBytes(ISO_8859_1);
        var splitter = new JournalExportSplitter("g", 0, (line, ref) -> {});
        splitter.accept(octets, 0, octets.length);
        byte[] more = new byte[1 << 20];
        for (int i = 0; i < 50; i++) splitter.accept(more, 0, more.length);
        assertThat(splitter.nextOffset()).isZero();
    }

    @Test
    void octets_and_repeated_fields_of_JSON_V35() {
        String json = "{\"MESSAGE\":[104,195,164,104],\"A\":null,\"SYSLOG_IDENTIFIER\":[\"first\",\"second\"],"
                + "\"_HOSTNAME\":\"mx\",\"SYSLOG_PID\":\"7\",\"__REALTIME_TIMESTAMP\":\"1795192753584313\",\"x\":{\"y\":[{}]}}";
        var reader = new SyslogReader(
                ExtractorSettings.of("a", "s", new YearStart.Known(2026)), text -> OptionalLong.empty());
        var line = reader.read(json, RawRef.NOWHERE).orElseThrow();
        assertThat(line.text()).isEqualTo("häh");
        assertThat(line.tag()).isEqualTo("first");
        assertThat(line.micros()).isEqualTo(1795192753584313L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":}",
                "{\"a\":\"b\"",
                "{\"MESSAGE\":\"x\"}",
                "{\"a\":[1,2}",
                "{\"a\":\"\\",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\uzzzz\"}",
                "{\"a\":[[[[[[[[[[[[[[1]]]]]]]]]]]]]]}",
                "{a:1}"
            })
    void what_is_no_entry_is_told_so(String json) {
        var reader = new SyslogReader(
                ExtractorSettings.of("a", "s", new YearStart.Known(2026)), text -> OptionalLong.empty());
        assertThat(reader.read(json, RawRef.NOWHERE)).isEmpty();
    }

    @Test
    void text_in_UTF_8_survives_the_export_format() {
        byte[] octets = "__CURSOR=x\nMESSAGE=grün\n\n".getBytes(UTF_8);
        List<String> lines = new ArrayList<>();
        new JournalExportSplitter("g", 0, (line, ref) -> lines.add(line)).accept(octets, 0, octets.length);
        assertThat(lines).containsExactly("{\"__CURSOR\":\"x\",\"MESSAGE\":\"grün\"}");
    }
}
