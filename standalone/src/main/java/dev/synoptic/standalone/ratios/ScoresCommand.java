package dev.synoptic.standalone.ratios;

import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.verdict.ratio.OsNames;
import dev.synoptic.verdict.ratio.RatioFormat;
import dev.synoptic.verdict.score.Evidence;
import dev.synoptic.verdict.score.LabelScore;
import dev.synoptic.verdict.score.NetworkSample;
import dev.synoptic.verdict.score.PreviousPoints;
import dev.synoptic.verdict.score.ScoreFormat;
import dev.synoptic.verdict.score.ScoreQuality;
import dev.synoptic.verdict.score.ScoreSettings;
import dev.synoptic.verdict.score.ScoreTable;
import dev.synoptic.verdict.score.Strata;
import dev.synoptic.verdict.score.StrataTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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

    private static final long WEEK_MICROS = TimeUnit.DAYS.toMicros(7);

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(names = "--site", paramLabel = "NAME", required = true, description = "Whose verdicts to learn from.")
    private String site = "";

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Learn from what came before, and report how the points did in the week after.")
    private Optional<String> until = Optional.empty();

    @Option(
            names = "--previous",
            paramLabel = "FILE",
            description =
                    "Points that filters have now, as --format json wrote them: none moves farther than the days since"
                            + " allow.")
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
        PreviousPoints before = previous.isPresent() ? PreviousFile.read(previous.get(), site) : PreviousPoints.NONE;
        Optional<Long> end = until.map(text -> Moment.micros("--until", text));
        Settings configured = options.load();
        ScoreSettings settings = ScoreSettings.DEFAULT.without(OwnAddresses.of(configured));
        var sample = new NetworkSample();
        var learnt = new Evidence(settings, OsNames.STANDARD, sample);
        var later = new Evidence(settings, OsNames.STANDARD, sample);
        var byStage = Strata.byStage(settings, OsNames.STANDARD, sample);
        var bySite = Strata.bySite(settings, OsNames.STANDARD, sample);
        PrintWriter err = spec.commandLine().getErr();
        new JoinedReading(new TopicReading(configured), err).read(joined -> {
            long micros = joined.verdict().micros();
            boolean isLater = end.filter(limit -> micros >= limit).isPresent();
            if (isLater && micros >= end.get() + WEEK_MICROS) return;
            bySite.add(joined);
            if (!joined.verdict().site().equals(site)) return;
            byStage.add(joined);
            (isLater ? later : learnt).add(joined);
        });
        if (sample.oneIn() > 1) {
            err.println("more than " + NetworkSample.VOTES_MAX + " votes of networks: one network in " + sample.oneIn()
                    + " was learnt from, " + (learnt.notSampled() + later.notSampled())
                    + " verdicts of the site not, once that was so");
        }
        ScoreTable table = ScoreTable.learn(site, learnt, before, settings);
        PrintWriter out = spec.commandLine().getOut();
        Optional<ScoreQuality> weekAfter = end.map(_ -> table.on(later));
        out.print(format.write(table, weekAfter));
        out.flush();
        report(table);
        if (before.isAsNewAs(table)) {
            err.println("--previous: was learnt to a time after which nothing came: no points move");
        }
        weekAfter.map(ScoreQuality::text).ifPresent(err::println);
        List.of(byStage, bySite).forEach(this::report);
        return table.scores().stream().anyMatch(LabelScore::isGiven) ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private void report(ScoreTable table) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(table.tests() + " labels tested together, " + table.base().networks() + " networks, "
                + table.leftOut() + " verdicts left out");
        if (table.base().networks() == 0) err.println("nothing of site " + site + " could be learnt from");
        table.scores().stream()
                .filter(score -> score.isGiven() || score.previous() != 0)
                .forEach(score -> err.println(String.format(Locale.ROOT, "%+.2f", score.points()) + "  "
                        + score.label().text() + ": " + score.why()));
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
}
