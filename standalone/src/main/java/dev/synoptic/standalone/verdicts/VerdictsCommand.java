package dev.synoptic.standalone.verdicts;

import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.verdict.log.ExtractionReport;
import dev.synoptic.verdict.source.MailServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `synoptic verdicts`: what of a mail log is understood, and the shapes of what is not (`mail.md` a.9).
@Command(
        name = "verdicts",
        description = {
            "Reads mail logs and counts the verdicts in them, without a broker or any service.",
            "Lines of the mail server that have no known form, and refusals that no class of reasons fits, are listed by"
                    + " shape, the most frequent first: digits are N, addresses A.",
            "Exit status 1 says that there are such lines.",
        })
public final class VerdictsCommand implements Callable<Integer> {

    @Option(
            names = "--mta",
            paramLabel = "NAME",
            defaultValue = "postfix",
            completionCandidates = MailServerNames.class,
            description = "What wrote the logs: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private MailServer mta = MailServer.POSTFIX;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Of times that tell none: Europe/Berlin, +02:00. Default: ${DEFAULT-VALUE}.")
    private ZoneId zone = ZoneId.of("UTC");

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Mail logs, plain or compressed.")
    private List<Path> files = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /// For the help page: the names as they are typed.
    static final class MailServerNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(MailServer.values()).map(MailServer::text).iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        boolean understood = true;
        for (Path file : files) {
            var read = LogSummary.read(file, mta, zone);
            tell(file, read, out);
            understood &= read.report().shapes().isEmpty();
        }
        out.flush();
        return understood ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private static void tell(Path file, LogSummary read, PrintWriter out) {
        ExtractionReport report = read.report();
        out.println(file + ": " + report.lines() + " lines; of other programs " + report.foreign() + ", without a time "
                + report.malformed() + ", of no known form " + report.unknown()
                + ", about nothing that was seen to begin "
                + report.orphans() + "; gaps " + report.gaps());
        read.outcomes()
                .forEach((outcome, count) ->
                        out.printf("%8d  %s%n", count, outcome.name().toLowerCase(Locale.ROOT)));
        list("Lines of no known form", report.shapes(), out);
        list("Refusals without a class of reasons", report.otherReasons(), out);
    }

    private static void list(String title, SortedMap<String, Long> shapes, PrintWriter out) {
        if (shapes.isEmpty()) return;
        out.println(title + ":");
        shapes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(shape -> out.printf("%8d  %s%n", shape.getValue(), shape.getKey()));
    }
}
