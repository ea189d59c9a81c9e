package dev.synoptic.standalone.ratios;

import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.gateway.ratios.RatioView;
import dev.synoptic.schemas.Topics;
import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.demo.TableFormat;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.verdict.ratio.RatioCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `synoptic ratios`: a table of a running fleet, from the counts in `ratios.v1`.
@Command(
        name = "ratios",
        description = {
            "Prints how much mail of each operating system was accepted and rejected, from the counts in Kafka.",
            "What the table covers, and whether it is final, goes to standard error.",
        })
public final class RatiosCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "os",
            description = "What a row is: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private By by = By.OS;

    @Option(names = "--os", paramLabel = "NAME", description = "Only this operating system.")
    private Optional<String> family = Optional.empty();

    @Option(names = "--site", paramLabel = "NAME", description = "Only this site. Default: all.")
    private Optional<String> site = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Beginning, a whole hour: 2026-11-20, or with time and Z.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "End, not included.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--rules",
            paramLabel = "VERSIONS",
            description = "Counts of these versions of signatures, aliases and join. Default: the newest.")
    private Optional<String> rules = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private TableFormat format = TableFormat.TABLE;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        RatioQuery query = query();
        var reading = new TopicReading(options.load());
        var view = new RatioView();
        int partitions = reading.partitions(Topics.VERDICTS);
        reading.read(Topics.RATIOS, view::read);
        RatioAnswer answer = view.answer(query, partitions);
        PrintWriter out = spec.commandLine().getOut();
        out.print(format.ratios().write(answer.table()));
        out.flush();
        tellCoverage(answer, spec.commandLine().getErr());
        return answer.table().rows().isEmpty() ? ExitCode.NEGATIVE : ExitCode.DONE;
    }

    private RatioQuery query() {
        try {
            return new RatioQuery(by, family, site, period(), rules);
        } catch (IllegalArgumentException wrong) {
            throw new UserMistake("--from, --to: " + wrong.getMessage());
        }
    }

    private Optional<Period> period() {
        if (from.isEmpty() && to.isEmpty()) return Optional.empty();
        if (from.isEmpty() || to.isEmpty()) throw new UserMistake("--from and --to belong together");
        return Optional.of(new Period(Moment.micros("--from", from.get()), Moment.micros("--to", to.get())));
    }

    private static void tellCoverage(RatioAnswer answer, PrintWriter err) {
        RatioCounts all = answer.coverage();
        err.println("Joined exactly " + all.exact() + ", by address " + all.byAddress() + ", ambiguous "
                + all.ambiguous() + ", from cache " + all.cached() + ", no SYN " + all.noSyn() + ", no match "
                + all.noMatch() + ", tools " + all.tool() + "; not counted " + all.other() + ".");
        err.println((answer.isFinal() ? "Final." : "Provisional: " + completeTo(answer.closedMicros()))
                + " Times are UTC.");
        answer.clocks().forEach(clocks -> clocks.warning().ifPresent(err::println));
        if (!answer.otherRules().isEmpty()) {
            err.println("Further counts rest on other versions: " + String.join("; ", answer.otherRules()));
        }
        err.flush();
    }

    private static String completeTo(long micros) {
        if (micros == Long.MIN_VALUE) return "some source was never heard of.";
        if (micros == Long.MAX_VALUE) return "complete.";
        return "complete to " + Instant.EPOCH.plus(micros, ChronoUnit.MICROS) + ".";
    }
}
