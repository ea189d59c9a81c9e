package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.agent.CaptureAgent;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.schemas.Topics;
import dev.synoptic.standalone.Synoptic;
import dev.synoptic.standalone.fleet.FleetPlan;
import dev.synoptic.standalone.fleet.FleetSite;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Six kinds of logs and a proxy, from one fleet file through the whole pipeline (`mail.md` (h) 2 and 3).
class WholeFleetTest {

    private static final long SEED = 20261121;

    /// Sites whose agents are killed.
    private static final int KILLED = 3;

    @TempDir
    Path folder;

    @Test
    void everyTableIsThatOfTheCorpus() throws Exception {
        FleetPlan plan = CorpusFleet.unpack(folder);
        try (var fleet = Fleet.of(folder.resolve("fleet"), plan)) {
            fleet.play(plan);
            assertThat(fleet.table()).isEqualTo(CorpusFleet.expected("expected-ratios.tsv"));
            assertThat(fleet.table(RatioQuery.of(By.FLAVOR)))
                    .isEqualTo(CorpusFleet.expected("expected-ratios-flavor.tsv"));
            assertThat(fleet.table(RatioQuery.of(By.FLAVOR).within("Windows")))
                    .isEqualTo(CorpusFleet.expected("expected-ratios-windows.tsv"));
            for (String host : CorpusFleet.HOSTS) {
                assertThat(fleet.table(RatioQuery.of(By.OS).at(host)))
                        .as(host)
                        .isEqualTo(CorpusFleet.expected(host + "/expected-ratios.tsv"));
            }
            for (String host : CorpusFleet.HOSTS) {
                assertThat(fleet.table(RatioQuery.of(By.OS).ofMailHost(host)))
                        .as(host + ", as its log names it (mail.md T6)")
                        .isEqualTo(CorpusFleet.expected(host + "/expected-ratios.tsv"));
            }
            assertThat(IntendedTable.of(fleet)).isEqualTo(CorpusFleet.expected("expected-ratios-intended.tsv"));
            theCommandsReadTheSameFromTheBroker(fleet);
            exportsHoldWhatTheTablesHold(fleet);
        }
    }

    private static void theCommandsReadTheSameFromTheBroker(Fleet fleet) throws Exception {
        String broker = "kafka.bootstrap.servers=" + fleet.bootstrapServers();
        String table = output(0, "ratios", "--set", broker, "--format", "csv");
        assertThat(TableRow.parse(table)).isEqualTo(CorpusFleet.expected("expected-ratios.tsv"));
        String ofDay = output(
                0,
                "ratios",
                "--set",
                broker,
                "--format",
                "csv",
                "--site",
                "mx3",
                "--from",
                "2026-11-20",
                "--to",
                "2026-11-21");
        assertThat(TableRow.parse(ofDay)).isEqualTo(CorpusFleet.expected("mx3/expected-ratios.tsv"));
        assertThat(output(1, "ratios", "--set", broker, "--format", "csv", "--site", "none"))
                .isEqualTo("os,accepted,rejected,ratio\n");
        List<TableRow> bySite = TableRow.parse(output(0, "ratios", "--set", broker, "--format", "csv", "--by", "site"));
        assertThat(bySite).extracting(TableRow::os).containsExactlyInAnyOrderElementsOf(CorpusFleet.HOSTS);
        String ofHost = output(0, "ratios", "--set", broker, "--format", "csv", "--mail-host", "mx3");
        assertThat(TableRow.parse(ofHost)).isEqualTo(CorpusFleet.expected("mx3/expected-ratios.tsv"));
        for (String by : List.of("mail-host", "signature", "link", "distance", "nat")) {
            List<TableRow> rows = TableRow.parse(output(0, "ratios", "--set", broker, "--format", "csv", "--by", by));
            assertThat(rows.stream().mapToLong(TableRow::accepted).sum()).as(by).isEqualTo(966);
            assertThat(rows.stream().mapToLong(TableRow::rejected).sum()).as(by).isEqualTo(602);
        }
        String scores = output(0, "scores", "--set", broker, "--site", "mx1", "--format", "json");
        assertThat(scores).contains("\"site\": \"mx1\"").contains("\"level\": \"os\"");
    }

    /// `mail.md` P5, P6: the operator's file gives the table again, the others give nobody away.
    private void exportsHoldWhatTheTablesHold(Fleet fleet) throws Exception {
        String broker = "kafka.bootstrap.servers=" + fleet.bootstrapServers();
        Path whole = folder.resolve("internal");
        Path research = folder.resolve("research");
        Path sums = folder.resolve("public");
        String[] internal = {"export", "--set", broker, "--out", whole.toString(), "--profile", "internal", "--format"};
        output(2, with(internal, "csv"));
        output(0, with(internal, "csv", "--reason", "a test"));
        output(0, "export", "--set", broker, "--out", research.toString(), "--profile", "research");
        output(0, "export", "--set", broker, "--out", sums.toString());

        String counted = "sum(if(outcome = 'accepted', repeat, 0)), sum(if(outcome = 'rejected', repeat, 0))";
        List<List<String>> table = select("SELECT os, %s FROM '%s' WHERE stage <> 'auth' GROUP BY os"
                .formatted(counted, whole.resolve("verdicts.csv")));
        assertThat(table)
                .filteredOn(row -> !row.subList(1, 3).equals(List.of("0", "0")))
                .containsExactlyInAnyOrderElementsOf(CorpusFleet.expected("expected-ratios.tsv").stream()
                        .filter(row -> row.accepted() + row.rejected() > 0)
                        .map(row -> List.of(row.os(), Long.toString(row.accepted()), Long.toString(row.rejected())))
                        .toList());
        String released = "SELECT count(DISTINCT r.client) FROM '%s' r JOIN '%s' i ON r.client = i.client"
                .formatted(research.resolve("verdicts.parquet"), whole.resolve("verdicts.csv"));
        assertThat(Long.parseLong(select(released).getFirst().getFirst()))
                .as("a name that is by chance somebody's address")
                .isLessThan(20);
        List<String> sum = select("SELECT %s FROM '%s' WHERE stage <> 'auth'"
                        .formatted(counted, research.resolve("verdicts.parquet")))
                .getFirst();
        assertThat(Long.parseLong(sum.getFirst())).isPositive().isLessThanOrEqualTo(966);
        assertThat(Long.parseLong(
                        select("SELECT coalesce(sum(accepted), 0) FROM '" + sums.resolve("ratios.parquet") + "'")
                                .getFirst()
                                .getFirst()))
                .isLessThanOrEqualTo(966);
        for (Path each : List.of(whole, research, sums))
            assertThat(each.resolve("export.json")).isNotEmptyFile();
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
    }

    private static List<List<String>> select(String query) throws SQLException {
        List<List<String>> found = new ArrayList<>();
        try (var database = DriverManager.getConnection("jdbc:duckdb:");
                var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) row.add(rows.getString(i));
                found.add(row);
            }
        }
        return found;
    }

    private static String output(int exitCode, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Synoptic.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(code).as("%s", err).isEqualTo(exitCode);
        return out.toString();
    }

    /// RFC 3339 and journal copies, sites in any order; agents killed in the middle of their files, others stopped
    /// somewhere; everything read again.
    @Test
    void otherCopiesReadTwiceWithAgentsKilledInBetweenGiveTheSameTables() throws Exception {
        FleetPlan plan = CorpusFleet.unpack(folder, "maillog.rfc3339.gz", "journal.json.gz");
        var random = new Random(SEED);
        try (var fleet = Fleet.of(folder.resolve("fleet"), plan)) {
            killInTheMiddle(fleet, shuffled(plan, random).subList(0, KILLED));
            for (FleetSite site : shuffled(plan, random)) {
                try (CaptureAgent agent = fleet.agent(site)) {
                    agent.stop(); // somewhere in its files, or before or after them
                }
            }
            for (int round = 0; round < 2; round++) {
                for (FleetSite site : shuffled(plan, random)) {
                    try (CaptureAgent agent = fleet.agent(site)) {
                        agent.awaitEnd();
                    }
                }
            }
            fleet.awaitThrough();
            assertThat(fleet.freshTable()).as("seed %d", SEED).isEqualTo(CorpusFleet.expected("expected-ratios.tsv"));
            for (String host : CorpusFleet.HOSTS) {
                assertThat(fleet.table(RatioQuery.of(By.OS).at(host)))
                        .as(host)
                        .isEqualTo(CorpusFleet.expected(host + "/expected-ratios.tsv"));
            }
        }
    }

    @Test
    void theJournalsExportGivesTheTableOfItsHost() throws Exception {
        FleetPlan plan =
                CorpusFleet.unpack(folder, "maillog.gz", "journal.export.gz").only("mx2");
        try (var fleet = Fleet.of(folder.resolve("fleet"), plan)) {
            fleet.play(plan);
            assertThat(fleet.table()).isEqualTo(CorpusFleet.expected("mx2/expected-ratios.tsv"));
        }
    }

    /// As `kill -9` and a power cut do, with records under way.
    private void killInTheMiddle(Fleet fleet, List<FleetSite> sites) throws Exception {
        for (FleetSite site : sites) {
            Path reached = folder.resolve(site.name() + ".reached");
            try (var agent =
                    AgentProcess.start(folder.resolve("fleet.yaml"), site.name(), fleet.bootstrapServers(), reached)) {
                Eventually.until(
                        "the middle of the files of " + site.name(),
                        () -> Files.exists(reached) || !agent.process().isAlive());
                assertThat(agent.process().isAlive()).as("%s", agent.said()).isTrue();
                agent.kill();
            }
        }
        assertThat(fleet.values(Topics.HANDSHAKES)).isNotEmpty();
    }

    private static List<FleetSite> shuffled(FleetPlan plan, Random random) {
        List<FleetSite> sites = new ArrayList<>(plan.sites());
        Collections.shuffle(sites, random);
        return sites;
    }
}
