package dev.synoptic.standalone.ratios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.codec.UnreadableRecord;
import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.ratio.OsNames;
import dev.synoptic.verdict.ratio.RatioFormat;
import dev.synoptic.verdict.score.Evidence;
import dev.synoptic.verdict.score.LabelScore;
import dev.synoptic.verdict.score.ScoreFormat;
import dev.synoptic.verdict.score.ScoreQuality;
import dev.synoptic.verdict.score.ScoreSettings;
import dev.synoptic.verdict.score.ScoreTable;
import dev.synoptic.verdict.score.ScoredLabel;
import dev.synoptic.verdict.score.Strata;
import dev.synoptic.verdict.score.StrataTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `synoptic scores`: points for a filter, learnt from one site's own verdicts in `joined.v1`.
@Command(
        name = "scores",
        description = "Learns from a site's own verdicts how many points a filter should give for an operating system,"
                + " a flavor or a signature, and writes them as rules. What is not apart from the rest gets none.")
public final class ScoresCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(names = "--site", paramLabel = "NAME", required = true, description = "Whose verdicts to learn from.")
    private String site = "";

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Learn from what came before, and report how the points did on what came after.")
    private Optional<String> until = Optional.empty();

    @Option(
            names = "--previous",
            paramLabel = "FILE",
            description =
                    "Points of the day before, as --format json wrote them: none moves farther than a day's bound.")
    private Optional<Path> previous = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ScoreFormat format = ScoreFormat.JSON;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<ScoredLabel, Double> before = previous.isPresent() ? previous(previous.get()) : Map.of();
        Optional<Long> end = until.map(text -> Moment.micros("--until", text));
        Settings configured = options.load();
        ScoreSettings settings = ScoreSettings.DEFAULT.without(relays(configured));
        var learnt = new Evidence(settings, OsNames.STANDARD);
        var later = new Evidence(settings, OsNames.STANDARD);
        var byStage = Strata.byStage(settings, OsNames.STANDARD);
        var bySite = Strata.bySite(settings, OsNames.STANDARD);
        for (JoinedVerdict joined : newest(new TopicReading(configured)).values()) {
            bySite.add(joined);
            if (!joined.verdict().site().equals(site)) continue;
            byStage.add(joined);
            boolean isLater =
                    end.filter(limit -> joined.verdict().micros() >= limit).isPresent();
            (isLater ? later : learnt).add(joined);
        }
        ScoreTable table = ScoreTable.learn(site, learnt, before, settings);
        PrintWriter out = spec.commandLine().getOut();
        out.print(format.write(table));
        out.flush();
        report(table, end.map(limit -> table.on(later)));
        List.of(byStage, bySite).forEach(this::report);
        return table.scores().stream().anyMatch(LabelScore::isGiven) ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private Map<String, JoinedVerdict> newest(TopicReading reading) {
        Map<String, JoinedVerdict> newest = new HashMap<>();
        reading.read(
                Topics.JOINED,
                record -> joined(record)
                        .ifPresent(joined ->
                                newest.merge(joined.verdict().eventId(), joined, (a, b) -> b.supersedes(a) ? b : a)));
        return newest;
    }

    private Optional<JoinedVerdict> joined(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(
                    Topics.JOINED.values().deserializer().deserialize(record.topic(), record.value()));
        } catch (UnreadableRecord unreadable) {
            spec.commandLine()
                    .getErr()
                    .println("left out: " + record.topic() + " partition " + record.partition() + " offset "
                            + record.offset() + ": " + unreadable.why().text());
            return Optional.empty();
        }
    }

    private void report(ScoreTable table, Optional<ScoreQuality> quality) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(table.tests() + " labels tested together, " + table.base().networks() + " networks, "
                + table.leftOut() + " verdicts left out");
        table.scores().stream()
                .filter(score -> score.isGiven() || score.previous() != 0)
                .forEach(score -> err.println(String.format(Locale.ROOT, "%+.2f", score.points()) + "  "
                        + score.label().text() + ": " + score.why()));
        quality.ifPresent(told -> err.println(String.format(
                Locale.ROOT,
                "after that: %d of %d labels held their side; positive points for %.2f%% of accepted, %.2f%% of rejected",
                told.held(),
                told.labels(),
                100 * told.acceptedHit(),
                100 * told.rejectedHit())));
        err.flush();
    }

    /// How systems do in each part by itself, and where adding the parts up turns an order round.
    private void report(Strata strata) {
        PrintWriter err = spec.commandLine().getErr();
        StrataTable table = strata.table();
        err.println("share rejected by " + table.by() + ", beside all together:");
        err.print(RatioFormat.TEXT.write(table.grid()));
        table.reversals().forEach(err::println);
        err.flush();
    }

    private static Set<IpAddress> relays(Settings configured) {
        Set<IpAddress> relays = new HashSet<>();
        for (String text : configured.gateway().relays()) {
            relays.add(IpAddress.parse(text)
                    .orElseThrow(
                            () -> new UserMistake("gateway.relays: found \"" + text + "\", expected an IP address")));
        }
        return relays;
    }

    private static Map<ScoredLabel, Double> previous(Path file) throws IOException {
        JsonNode scores;
        try {
            scores = new ObjectMapper().readTree(file.toFile()).path("scores");
        } catch (IOException unreadable) {
            throw new UserMistake(file + ": not what --format json wrote: " + unreadable.getMessage());
        }
        if (!scores.isArray()) throw new UserMistake(file + ": scores: missing, expected what --format json wrote");
        Map<ScoredLabel, Double> points = new HashMap<>();
        for (JsonNode each : scores) {
            var name = new OsName(each.path("os").asText(), each.path("flavor").asText());
            OptionalInt line =
                    each.path("line").isInt() ? OptionalInt.of(each.path("line").asInt()) : OptionalInt.empty();
            points.put(new ScoredLabel(name, line), each.path("points").asDouble());
        }
        return points;
    }
}
