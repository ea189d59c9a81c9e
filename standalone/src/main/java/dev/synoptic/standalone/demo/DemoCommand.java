package dev.synoptic.standalone.demo;

import dev.synoptic.packet.Fidelity;
import dev.synoptic.standalone.fleet.FleetFile;
import dev.synoptic.standalone.fleet.FleetPlan;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.Lifetime;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.standalone.signatures.SignatureChoice;
import dev.synoptic.verdict.source.MailServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `synoptic demo`: a capture and a mail log through the whole pipeline, to tables of ratios.
@Command(
        name = "demo",
        description = {
            "Runs the whole pipeline in this process: an embedded Kafka broker, agent, streams and gateway.",
            "Plays a capture and a mail log through it and prints, for each operating system, how much mail was"
                    + " accepted and rejected. Without --capture and --mail-log it plays the sample that comes along.",
            "Then it answers queries until Ctrl-C.",
        })
public final class DemoCommand implements Callable<Integer> {

    private static final String DEFAULT_SITE = "demo";

    @Option(
            names = "--capture",
            paramLabel = "FILE",
            description = "A capture of the mail host: pcap or pcapng, plain or gzip. May be repeated.")
    private List<Path> captures = List.of();

    @Option(names = "--mail-log", paramLabel = "FILE", description = "The mail host's log, plain or gzip.")
    private Optional<Path> mailLog = Optional.empty();

    @Option(
            names = "--mta",
            paramLabel = "NAME",
            defaultValue = "postfix",
            completionCandidates = MailServerNames.class,
            description = "What wrote the mail log: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private MailServer mta = MailServer.POSTFIX;

    @Option(
            names = "--log-year",
            paramLabel = "YEAR",
            description = "The year in which a log without years begins. Default: taken from the captures.")
    private Optional<Integer> logYear = Optional.empty();

    @Option(
            names = "--fleet",
            paramLabel = "FILE",
            description = "Sites with their captures, logs, kinds of mail server, time zones and proxies, in YAML;"
                    + " instead of --capture and --mail-log.")
    private Optional<Path> fleet = Optional.empty();

    @Option(
            names = "--site",
            paramLabel = "NAME",
            description = "With --fleet: the one site to play and to print tables of. Otherwise the name of the site"
                    + " that captures and log belong to; default: " + DEFAULT_SITE + ".")
    private Optional<String> site = Optional.empty();

    @Option(
            names = "--signatures",
            paramLabel = "FILE",
            description = "A signature file in p0f's format, or a folder of *.fp, laid over the database that comes"
                    + " along; may repeat, the first is on top. With --fidelity strict it takes that database's place, as"
                    + " p0f's -f does.")
    private List<Path> signatures = new ArrayList<>();

    @Option(names = "--without-shipped", description = "Leave the database that comes along out; needs --signatures.")
    private boolean withoutShipped;

    @Option(
            names = "--fidelity",
            paramLabel = "MODE",
            defaultValue = "fleet",
            description = "${COMPLETION-CANDIDATES}: p0f's rules to the letter, or without its oddities."
                    + " Default: ${DEFAULT-VALUE}.")
    private Fidelity fidelity = Fidelity.FLEET;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}. csv and json put only the table by"
                    + " operating system on standard output.")
    private TableFormat format = TableFormat.TABLE;

    @Option(names = "--exit", description = "End after the tables.")
    private boolean exit;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "Where to answer p0f queries. Default: a socket in a temporary folder.")
    private Optional<Path> socket = Optional.empty();

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Where to serve the page, on 127.0.0.1; 0 for any free port. Default: ${DEFAULT-VALUE}.")
    private int httpPort;

    /// For the help page: the names as they are typed.
    static final class MailServerNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(MailServer.values()).map(MailServer::text).iterator();
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        var told = new Narration(spec.commandLine().getErr());
        try (var lifetime = Lifetime.begin();
                var scratch = Scratch.make()) {
            DemoInput input = Preflight.check(input(scratch), told);
            var plan = new DemoPlan(
                    input,
                    site,
                    SignatureChoice.of(signatures, isWithoutShipped(), scratch.folder()),
                    fidelity,
                    socket,
                    httpPort);
            new DemoRun(plan, scratch, told, lifetime).run(tables -> tables.print(format, out, told), exit);
        }
        return ExitCode.DONE;
    }

    /// p0f knows the one file that `-f` names: by its rules a file of one's own takes the place of what comes along.
    private boolean isWithoutShipped() {
        return withoutShipped || (fidelity == Fidelity.STRICT && !signatures.isEmpty());
    }

    private DemoInput input(Scratch scratch) throws IOException {
        if (fleet.isEmpty()) {
            return DemoInput.of(new DemoFiles(captures, mailLog, mta, logYear, site.orElse(DEFAULT_SITE)), scratch);
        }
        if (!captures.isEmpty() || mailLog.isPresent() || logYear.isPresent()) {
            throw new UserMistake(
                    "--fleet names captures and logs itself: leave out --capture, --mail-log, --log-year");
        }
        FleetPlan all = FleetFile.read(fleet.get());
        return new DemoInput(site.map(all::only).orElse(all), false);
    }
}
