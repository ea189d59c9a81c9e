package dev.synoptic.standalone.ratios;

import dev.synoptic.gateway.join.RatioWindow;
import dev.synoptic.gateway.ratios.CountedBy;
import dev.synoptic.gateway.ratios.CurrentAnswer;
import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioGrid;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.gateway.ratios.RatioView;
import dev.synoptic.gateway.ratios.Receiver;
import dev.synoptic.schemas.Topics;
import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.demo.TableFormat;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.Terminal;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.verdict.ratio.Caveat;
import dev.synoptic.verdict.ratio.Decay;
import dev.synoptic.verdict.ratio.RatioCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
            names = "--service",
            paramLabel = "NAME",
            description = "Only this service of the mail hosts, such as smtpd or submission. Default: all.")
    private Optional<String> service = Optional.empty();

    @Option(
            names = "--mail-host",
            paramLabel = "NAME",
            description = "Only what came to this host of ours, as its log names it. Default: to any.")
    private Optional<String> mailHost = Optional.empty();

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
            description = "Counts of these versions of signatures, aliases and join, or of the only ones that this is a"
                    + " part of, or `all` to add them up. Default: the newest.")
    private Optional<String> rules = Optional.empty();

    @Option(
            names = "--details",
            description = "Adds intervals, lift, share of all, what is not counted, senders, and marks.")
    private boolean details;

    @Option(
            names = "--previous",
            description = "Puts the period of the same length before beside each row, and whether it moved.")
    private boolean previous;

    @Option(
            names = "--each",
            paramLabel = "STEP",
            description = "One row for each ${COMPLETION-CANDIDATES} instead, of all systems or of --os.")
    private Optional<Step> each = Optional.empty();

    @Option(
            names = "--current",
            description = "How things stand now: every hour counts, half as much after each half-life"
                    + " (gateway.current-half-life).")
    private boolean current;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private TableFormat format = TableFormat.TABLE;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /// Lengths that rows over time may have.
    enum Step {
        HOUR(RatioWindow.HOUR),
        DAY(RatioWindow.DAY),
        WEEK(RatioWindow.WEEK);

        private final RatioWindow window;

        Step(RatioWindow window) {
            this.window = window;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() throws IOException {
        checkTogether();
        RatioQuery query = query();
        Settings settings = options.load();
        var reading = new TopicReading(settings);
        var view = new RatioView();
        int partitions = reading.partitions(Topics.VERDICTS);
        reading.read(Topics.RATIOS, view::read);
        query = rules.isPresent() ? query.countedBy(meant(rules.get(), view.countedBy())) : query;
        RatioAnswer answer = view.answer(query, partitions);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (current) {
            CurrentAnswer now = view.current(query, new Decay(settings.gateway().currentHalfLife()), partitions);
            out.print(format.ratios().write(RatioGrid.current(now.table())));
            tellCurrent(now, err);
        } else {
            out.print(written(view, query, answer, partitions));
        }
        out.flush();
        tellCoverage(answer, err);
        family.ifPresent(name -> tellUnknown("--os", name, "systems", view.families(site)));
        site.ifPresent(name -> tellUnknown("--site", name, "sites", view.sites()));
        service.ifPresent(name -> tellUnknown("--service", name, "services", view.services(site)));
        mailHost.ifPresent(name -> tellUnknown("--mail-host", name, "mail hosts", view.mailHosts(site)));
        return answer.table().rows().isEmpty() ? ExitCode.NEGATIVE : ExitCode.DONE;
    }

    /// A misspelt name has no rows, and neither has one that nothing came to.
    private void tellUnknown(String option, String name, String what, Set<String> known) {
        if (known.contains(name)) return;
        PrintWriter err = spec.commandLine().getErr();
        err.println(Terminal.printable(option + ": nothing was counted for \"" + name + "\"; " + what + " with counts: "
                + (known.isEmpty() ? "none" : String.join(", ", known))));
        err.flush();
    }

    private String written(RatioView view, RatioQuery query, RatioAnswer answer, int partitions) {
        if (each.isPresent()) return format.ratios().write(RatioGrid.steps(view.series(query, each.get().window)));
        if (!details && !previous) return format.ratios().write(answer.table());
        Optional<RatioAnswer> before =
                previous ? query.previous().map(asked -> view.answer(asked, partitions)) : Optional.empty();
        return format.ratios().write(RatioGrid.details(answer, before));
    }

    private static String meant(String part, CountedBy counted) {
        return counted.meant(part)
                .orElseThrow(() -> new UserMistake("--rules: found \"" + part + "\", expected " + counted.expected()));
    }

    private void checkTogether() {
        if (current && (each.isPresent() || details || previous || from.isPresent() || to.isPresent())) {
            throw new UserMistake("--current is of all hours by their age: leave out --each, --details, --previous,"
                    + " --from, --to");
        }
        if (each.isPresent() && (details || previous)) {
            throw new UserMistake("--each is of steps: leave out --details and --previous");
        }
        if (each.isPresent() && by != By.OS) {
            throw new UserMistake("--each is of all systems or of --os: leave out --by");
        }
        if (service.isPresent() && mailHost.isPresent()) {
            throw new UserMistake("--mail-host is of all its services: leave out --service");
        }
        if (previous && (from.isEmpty() || to.isEmpty())) {
            throw new UserMistake("--previous needs --from and --to: all time has no period before");
        }
    }

    private RatioQuery query() {
        Optional<Receiver> receiver =
                mailHost.<Receiver>map(Receiver.MailHost::new).or(() -> service.map(Receiver.Service::new));
        try {
            return new RatioQuery(by, family, site, receiver, period(), rules);
        } catch (IllegalArgumentException wrong) {
            throw new UserMistake("--by, --service, --mail-host, --from, --to: " + wrong.getMessage());
        }
    }

    private Optional<Period> period() {
        if (from.isEmpty() && to.isEmpty()) return Optional.empty();
        if (from.isEmpty() || to.isEmpty()) throw new UserMistake("--from and --to belong together");
        return Optional.of(new Period(Moment.micros("--from", from.get()), Moment.micros("--to", to.get())));
    }

    private static void tellCurrent(CurrentAnswer now, PrintWriter err) {
        err.println("As of "
                + now.asOfMicros().map(RatiosCommand::moment).orElse("nothing counted") + ", half-life "
                + now.decay().halfLife().toHours() + " h: counts are weights. Below: all time, unweighted.");
    }

    private static String moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    private static void tellCoverage(RatioAnswer answer, PrintWriter err) {
        RatioCounts all = answer.coverage();
        err.println("Joined exactly " + all.exact() + ", by address " + all.byAddress() + ", ambiguous "
                + all.ambiguous() + ", from cache " + all.cached() + ", no SYN " + all.noSyn() + ", no match "
                + all.noMatch() + ", tools " + all.tool() + "; not counted " + all.other() + ".");
        err.println(answer.missing().text());
        err.println((answer.isFinal() ? "Final." : "Provisional: " + completeTo(answer.closedMicros()))
                + " Times are UTC.");
        answer.dependence()
                .ifPresent(test -> err.println(String.format(
                        Locale.ROOT,
                        "Whether the outcome depends on the row: chi-square %.2f, %d degrees of freedom, p %.3g,"
                                + " Cram\u00e9r's V %.3f.",
                        test.statistic(),
                        test.freedom(),
                        test.pValue(),
                        test.cramersV())));
        answer.clocks().forEach(clocks -> clocks.warning().ifPresent(err::println));
        if (!answer.otherRules().isEmpty()) {
            err.println("Further counts rest on other versions: " + String.join("; ", answer.otherRules()));
        }
        err.println(Caveat.TEXT);
        err.flush();
    }

    private static String completeTo(long micros) {
        if (micros == Long.MIN_VALUE) return "some source was never heard of.";
        if (micros == Long.MAX_VALUE) return "complete.";
        return "complete to " + moment(micros) + ".";
    }
}
