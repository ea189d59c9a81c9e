package dev.synoptic.gateway.join;

import static dev.synoptic.gateway.join.Events.captureEnded;
import static dev.synoptic.gateway.join.Events.id;
import static dev.synoptic.gateway.join.Events.logEnded;
import static dev.synoptic.gateway.join.Events.repeated;
import static dev.synoptic.gateway.join.Events.syn;
import static dev.synoptic.gateway.join.Events.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.corpus.MailCorpus.Row;
import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.ratio.RatioFormat;
import dev.synoptic.verdict.ratio.RatioTable;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The two tables that began it, to the digit, from connections and verdicts of those counts through the topology
/// (`mail.md` (h) 9, T2 to T5).
class ArticleTablesTest {

    /// Of each row and outcome about so many events, most of them folded ones.
    private static final int EVENTS = 60;

    private static final String WINDOWS = "Windows";
    private static final Comparator<Row> AS_T3 = Comparator.comparingLong(
                    (Row row) -> -number(row, "accepted") - number(row, "rejected"))
            .thenComparingLong(row -> -number(row, "accepted"))
            .thenComparing(row -> row.get("os"));

    private int events;

    @Test
    void theTableByOperatingSystem() {
        try (var stand = new JoinStand(JoinSettings.DEFAULT, Events.enrolled("mx"))) {
            List<Row> rows = rows("family");
            for (Row row : rows) play(stand, row, family(row.get("os")));
            stand.tellAll(captureEnded("mx"), logEnded("mx"));

            assertThat(rows).hasSize(25);
            assertThat(written(stand, RatioQuery.of(By.OS))).isEqualTo(expected(rows));
        }
    }

    @Test
    void theTableOfWindowsByFlavor() {
        try (var stand = new JoinStand(JoinSettings.DEFAULT, Events.enrolled("mx"))) {
            List<Row> rows = rows("flavor");
            for (Row row : rows) {
                String flavor = row.get("os").substring(WINDOWS.length() + 1);
                play(stand, row, Optional.of(new Label(false, Optional.of("win"), WINDOWS, flavor)));
            }
            stand.tellAll(captureEnded("mx"), logEnded("mx"));

            assertThat(rows).hasSize(4);
            assertThat(written(stand, RatioQuery.of(By.FLAVOR).within(WINDOWS))).isEqualTo(expected(rows));
        }
    }

    private static List<Row> rows(String table) {
        return MailCorpus.rows("article-tables.tsv").stream()
                .filter(row -> row.get("table").equals(table))
                .toList();
    }

    private static Optional<Label> family(String name) {
        return name.equals(OsName.UNKNOWN_FAMILY)
                ? Optional.empty()
                : Optional.of(new Label(false, Optional.of("unix"), name, ""));
    }

    private static long number(Row row, String column) {
        return Long.parseLong(row.get(column));
    }

    private void play(JoinStand stand, Row row, Optional<Label> label) {
        play(stand, label, Outcome.ACCEPTED, number(row, "accepted"));
        play(stand, label, Outcome.REJECTED, number(row, "rejected"));
    }

    private void play(JoinStand stand, Optional<Label> label, Outcome outcome, long count) {
        int folded = (int) Math.max(1, count / EVENTS);
        for (long left = count; left > 0; left -= Math.min(left, folded)) {
            events++;
            var client = IpAddress.v4(0xC6120000 + events / 100);
            int port = 10_000 + events;
            double seconds = 1_000_000 + events / 10.0;
            stand.tellAll(
                    syn("mx", client, port, seconds, label),
                    repeated(verdict("mx", client, OptionalInt.of(port), seconds, id(events), outcome), (int)
                            Math.min(left, folded)));
        }
    }

    /// What is due is settled in steps, of which more come as time passes.
    private static String written(JoinStand stand, RatioQuery query) {
        for (int i = 0; i < 100; i++) stand.passTime(Duration.ofSeconds(1));
        return RatioFormat.TSV.write(stand.table(query).table());
    }

    private static String expected(List<Row> rows) {
        return rows.stream()
                .sorted(AS_T3)
                .map(row ->
                        String.join("\t", row.get("os"), row.get("accepted"), row.get("rejected"), row.get("ratio")))
                .collect(Collectors.joining("\n", RatioFormat.TSV.write(new RatioTable(List.of())), "\n"));
    }
}
