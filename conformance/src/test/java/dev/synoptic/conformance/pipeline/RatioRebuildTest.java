package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.join.ClockBoard;
import dev.synoptic.gateway.join.JoinCounters;
import dev.synoptic.gateway.join.JoinPlan;
import dev.synoptic.gateway.join.JoinRunner;
import dev.synoptic.gateway.join.JoinTopology;
import dev.synoptic.gateway.join.RatioRebuild;
import dev.synoptic.gateway.join.RebuildReport;
import dev.synoptic.gateway.join.RuleVersions;
import dev.synoptic.gateway.join.SiteWindow;
import dev.synoptic.gateway.join.WindowLeft;
import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.gateway.ratios.RatioView;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.codec.SchemaDirectory;
import dev.synoptic.standalone.Synoptic;
import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.ratio.OsNames;
import dev.synoptic.verdict.ratio.RatioCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Counts made anew from what a real broker still holds of five days, ten sessions an hour: the rules change on the
/// fourth day at noon, and the first records are deleted.
class RatioRebuildTest {

    private static final String APPLICATION = "rebuild-test";
    private static final Instant FIRST = Instant.parse("2026-11-16T00:00:00Z"); // a Monday
    private static final int HOURS = 5 * 24;
    private static final int SWITCH = 3 * 24 + 12;

    /// Before this hour everything is deleted.
    private static final int RETAINED = 24 + 6;

    /// The first whole hour that is left of each log, and a day: for so long its progress may wait for one session.
    private static final int WHOLE = RETAINED + 1 + 24;

    /// What a JVM tells the shell then.
    private static final int STOPPED_BY_SIGINT = 128 + 2;

    private static final long HOUR = Duration.ofHours(1).toNanos() / 1_000;

    @TempDir
    Path folder;

    @Test
    void windowsThatAreWhollyRetainedAreCountedByTheNewRulesAndAllOthersStay() throws Exception {
        try (var fleet = Fleet.withoutServices(folder.resolve("fleet"));
                var events = new HourlySessions(fleet.bootstrapServers(), FIRST)) {
            var kafka = KafkaClients.at(fleet.bootstrapServers());
            events.write(0, SWITCH);
            live(fleet, kafka, plan("old", Map.of()));
            events.write(SWITCH, HOURS);
            events.progress(HOURS + 2);
            var plan = plan("new", Map.of("Linux", "GNU/Linux"));
            live(fleet, kafka, plan);
            var before = fleet.latest(Topics.RATIOS);
            assertThat(accepted(kafka, "new", day(3))).as("half of the day").isEqualTo("GNU/Linux 120");
            events.deleteBefore(RETAINED);

            var rebuild = new RatioRebuild(kafka, plan, fingerprint -> fingerprint);
            assertThat(rebuild.run(_ -> true, true).rebuilt()).isNotEmpty();
            assertThat(fleet.latest(Topics.RATIOS)).as("only told").isEqualTo(before);
            var report = rebuild.run(_ -> true, false);

            wholeWindowsAreRebuilt(report);
            assertThat(accepted(kafka, "new", day(3))).isEqualTo("GNU/Linux 240");
            assertThat(accepted(kafka, "new", hour(WHOLE))).isEqualTo("GNU/Linux 10");
            assertThat(accepted(kafka, "new", RatioQuery.of(By.MAIL_HOST).during(day(3))))
                    .isEqualTo("mx 240");
            assertThat(accepted(kafka, "new", hour(WHOLE - 1))).isEmpty();
            assertThat(accepted(kafka, "old", day(3))).as("as it was counted").isEqualTo("Linux 120");
            assertThat(accepted(kafka, "old", day(0))).as("out of retention").isEqualTo("Linux 240");
            assertThat(accepted(kafka, RatioQuery.ALL_RULES, day(3)))
                    .as("each verdict once")
                    .isEqualTo("GNU/Linux 120, Linux 120");
            theLiveRowsStand(fleet, before);
            againGivesTheSame(fleet, rebuild);
            theLiveJoinGoesOn(fleet, kafka, plan, events, rebuild);
            whatIsMissingIsNotCountedAnew(fleet, events, rebuild);
            theCommandTellsWhatItWouldDo(fleet);
        }
    }

    /// A rebuild is a process of its own, often after an upgrade: what it reads may be of another version.
    @Test
    void sessionsWhoseSynsAnotherVersionToldHaveTheirSystems() throws Exception {
        try (var fleet = Fleet.withoutServices(folder.resolve("fleet"));
                var events = new HourlySessions(fleet.bootstrapServers(), FIRST)) {
            var kafka = KafkaClients.at(fleet.bootstrapServers());
            events.tellSynsByALaterVersion();
            events.write(0, 2);
            events.progress(5);
            SchemaDirectory.PROCESS.lookUpIn(_ -> Optional.empty()); // as in a process that has just begun

            new RatioRebuild(kafka, plan("new", Map.of()), fingerprint -> fingerprint).run(_ -> true, false);

            assertThat(accepted(kafka, "new", hour(1))).isEqualTo("Linux 10");
            assertThat(fleet.values(Topics.SCHEMAS))
                    .as("whoever reads its rows may find their schema")
                    .hasSizeGreaterThan(1);
        }
    }

    /// A signal ends it between two records, and what it worked on is gone.
    @Test
    void whoStopsItFindsNothingLeftOfIt() throws Exception {
        try (var fleet = Fleet.withoutServices(folder.resolve("fleet"));
                var events = new HourlySessions(fleet.bootstrapServers(), FIRST)) {
            events.write(0, HOURS);
            events.progress(HOURS + 2);
            Path temporary = Files.createDirectory(folder.resolve("temporary"));

            try (var command = SynopticProcess.start(
                    folder.resolve("command.log"),
                    List.of("-Djava.io.tmpdir=" + temporary),
                    "ratios",
                    "rebuild",
                    "--set",
                    "gateway.folder=" + folder.resolve("command"),
                    "--set",
                    "kafka.bootstrap.servers=" + fleet.bootstrapServers())) {
                Eventually.until("stores on disk", () -> scratch(temporary) > 0);
                command.interrupt();

                assertThat(command.awaitExit()).isEqualTo(STOPPED_BY_SIGINT);
                assertThat(command.said()).contains("stopped by a signal, nothing was written");
            }
            assertThat(scratch(temporary)).isZero();
            assertThat(fleet.values(Topics.RATIOS)).isEmpty();
        }
    }

    private static long scratch(Path temporary) throws IOException {
        try (var all = Files.list(temporary)) {
            return all.filter(each -> each.getFileName().toString().startsWith("synoptic-rebuild"))
                    .count();
        }
    }

    private static void wholeWindowsAreRebuilt(RebuildReport report) {
        var hours = report.rebuilt().stream()
                .filter(window -> window.seconds() == 3_600)
                .mapToLong(SiteWindow::startMicros)
                .sorted()
                .boxed()
                .toList();
        assertThat(hours).hasSize(HOURS - WHOLE).startsWith(micros(WHOLE)).endsWith(micros(HOURS - 1));
        assertThat(report.rebuilt())
                .filteredOn(window -> window.seconds() == 86_400)
                .extracting(SiteWindow::startMicros)
                .containsExactlyInAnyOrder(micros(3 * 24), micros(4 * 24));
        assertThat(report.rebuilt()).as("weeks").noneMatch(window -> window.seconds() > 86_400);
        assertThat(report.left()).containsEntry(window(WHOLE - 1), WindowLeft.NOT_RETAINED);
        assertThat(report.left()).containsEntry(window(0), WindowLeft.NOT_RETAINED);
        assertThat(report.left().values()).doesNotContain(WindowLeft.FEWER, WindowLeft.LONG_SESSION);
    }

    private static void theLiveRowsStand(Fleet fleet, Map<RatioKey, RatioMessage> before) {
        var live = fleet.latest(Topics.RATIOS);
        live.keySet().removeIf(RatioKey::isRebuilt);
        assertThat(live).isEqualTo(before);
    }

    private static void againGivesTheSame(Fleet fleet, RatioRebuild rebuild) {
        var once = fleet.latest(Topics.RATIOS);
        rebuild.run(_ -> true, false);
        assertThat(fleet.latest(Topics.RATIOS)).isEqualTo(once);
    }

    /// A late verdict counts in the live row of its hour, and in the rebuilt one when that is made again.
    private void theLiveJoinGoesOn(
            Fleet fleet, KafkaClients kafka, JoinPlan plan, HourlySessions events, RatioRebuild rebuild)
            throws Exception {
        int hour = SWITCH - 2; // counted by the old rules
        events.late(hour);
        live(fleet, kafka, plan);
        assertThat(accepted(kafka, "new", hour(hour))).isEqualTo("GNU/Linux 10");
        rebuild.run(_ -> true, false);
        assertThat(accepted(kafka, "new", hour(hour))).isEqualTo("GNU/Linux 11");
    }

    private static void whatIsMissingIsNotCountedAnew(Fleet fleet, HourlySessions events, RatioRebuild rebuild)
            throws Exception {
        var counted = fleet.latest(Topics.RATIOS);
        events.count(
                new RatioKey(micros(HOURS - 2), 3_600, "mx", RatioKey.FLAVOR, "Linux", "", "older", 0),
                new RatioMessage.Counted(RatioCounts.of(1_000, 0)));
        int late = HOURS - 12;
        events.session(late, late + 3); // its SYN came three hours before its verdict
        events.progress(HOURS + 2);
        events.deleteSynsBefore(late);

        var report = rebuild.run(_ -> true, false);

        assertThat(report.left()).containsEntry(window(HOURS - 2), WindowLeft.FEWER);
        assertThat(report.left()).containsEntry(window(late), WindowLeft.NOT_RETAINED);
        assertThat(report.left()).containsEntry(window(late + 3), WindowLeft.LONG_SESSION);
        assertThat(report.rebuilt()).contains(window(late + 2), window(HOURS - 1));
        assertThat(fleet.latest(Topics.RATIOS)).as("what was rebuilt before").containsAllEntriesOf(counted);
    }

    private void theCommandTellsWhatItWouldDo(Fleet fleet) {
        var out = new StringWriter();
        int status = Synoptic.commandLine()
                .setOut(new PrintWriter(out))
                .execute(
                        "ratios",
                        "rebuild",
                        "--dry-run",
                        "--from",
                        FIRST.plus(HOURS - 6, ChronoUnit.HOURS).toString(),
                        "--set",
                        "gateway.folder=" + folder.resolve("command"),
                        "--set",
                        "kafka.bootstrap.servers=" + fleet.bootstrapServers());
        assertThat(status).isZero();
        assertThat(out.toString())
                .contains("would be rebuilt: 5 windows from 2026-11-20T18:00:00Z to 2026-11-21T00:00:00Z");
    }

    private void live(Fleet fleet, KafkaClients kafka, JoinPlan plan) throws Exception {
        var topology = new JoinTopology("gateway", plan, new JoinCounters(), new ClockBoard(Fleet.PARTITIONS));
        try (var _ = new JoinRunner(topology, kafka, APPLICATION, folder.resolve("join"), 1).start()) {
            fleet.awaitRead(APPLICATION, Topics.FINGERPRINTS);
            fleet.awaitRead(APPLICATION, Topics.VERDICTS);
        }
    }

    private static JoinPlan plan(String version, Map<String, String> aliases) {
        var usual = JoinPlan.of(JoinSettings.DEFAULT, HourlySessions.SOURCES, HourlySessions.DATABASE);
        return new JoinPlan(
                usual.rules(),
                OsNames.of(Set.of("Linux"), aliases, version),
                usual.enrolled(),
                versions(version),
                usual.sourceTimeout(),
                usual.settledKept(),
                usual.store());
    }

    private static RuleVersions versions(String aliases) {
        return RuleVersions.of(HourlySessions.DATABASE, aliases);
    }

    /// The accepted of each system, as a gateway would tell that had just started.
    private static String accepted(KafkaClients kafka, String aliases, Period period) throws Exception {
        return accepted(kafka, aliases, RatioQuery.of(By.OS).during(period));
    }

    private static String accepted(KafkaClients kafka, String aliases, RatioQuery query) throws Exception {
        String rules = aliases.equals(RatioQuery.ALL_RULES)
                ? aliases
                : versions(aliases).text();
        var view = new RatioView();
        try (var tail = new TopicTail(Topics.RATIOS.name(), kafka.committed(), view).start()) {
            assertThat(tail.awaitReady(Duration.ofMinutes(1))).isTrue();
        }
        List<String> rows = view.answer(query.countedBy(rules), Fleet.PARTITIONS).table().rows().stream()
                .map(row -> row.name() + " " + row.counts().accepted())
                .sorted()
                .toList();
        return String.join(", ", rows);
    }

    private static long micros(int hour) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, FIRST) + hour * HOUR;
    }

    private static SiteWindow window(int hour) {
        return new SiteWindow("mx", micros(hour), 3_600);
    }

    private static Period hour(int hour) {
        return new Period(micros(hour), micros(hour + 1));
    }

    private static Period day(int day) {
        return new Period(micros(day * 24), micros(day * 24 + 24));
    }
}
