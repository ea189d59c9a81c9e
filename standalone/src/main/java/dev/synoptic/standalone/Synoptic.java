package dev.synoptic.standalone;

import dev.synoptic.standalone.config.ConfigCommand;
import dev.synoptic.standalone.deadletters.DeadLettersCommand;
import dev.synoptic.standalone.demo.DemoCommand;
import dev.synoptic.standalone.export.ExportCommand;
import dev.synoptic.standalone.p0f.P0fMain;
import dev.synoptic.standalone.query.QueryCommand;
import dev.synoptic.standalone.ratios.RatiosCommand;
import dev.synoptic.standalone.ratios.ScoresCommand;
import dev.synoptic.standalone.service.AgentCommand;
import dev.synoptic.standalone.service.FrontCommand;
import dev.synoptic.standalone.service.GatewayCommand;
import dev.synoptic.standalone.service.RebuildCommand;
import dev.synoptic.standalone.service.StreamsCommand;
import dev.synoptic.standalone.service.UpCommand;
import dev.synoptic.standalone.shell.CompletionCommand;
import dev.synoptic.standalone.shell.Errors;
import dev.synoptic.standalone.signatures.SignaturesCommand;
import dev.synoptic.standalone.topics.TopicsCommand;
import dev.synoptic.standalone.verdicts.VerdictsCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The `synoptic` command and its subcommands.
///
/// A subcommand is a class annotated with [Command], named in the list below; it returns one of [ExitCode] or throws
/// what [Errors] turns into lines.
@Command(
        name = "synoptic",
        description = "What operating systems connect to a fleet of mail hosts, and what they send.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            AgentCommand.class,
            StreamsCommand.class,
            GatewayCommand.class,
            FrontCommand.class,
            QueryCommand.class,
            SignaturesCommand.class,
            RatiosCommand.class,
            ScoresCommand.class,
            ExportCommand.class,
            VerdictsCommand.class,
            TopicsCommand.class,
            DeadLettersCommand.class,
            ConfigCommand.class,
            CompletionCommand.class,
        },
        versionProvider = Version.class,
        footer = "%n`synoptic p0f` stands in for p0f, with its options, log, socket and exit statuses: synoptic p0f -h",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a negative answer",
            "2:a mistake in what was given",
            "3:something outside failed",
        })
public final class Synoptic implements Runnable {

    /// The wall clock, for services that must know the date; everything else takes time from what it reads.
    public static final InstantSource WALL = InstantSource.system();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show what this is, and with which signatures.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /// Without a subcommand there is nothing to do.
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a subcommand is missing");
    }

    /// The whole command, ready to execute.
    public static CommandLine commandLine() {
        var errors = new Errors();
        var all = new CommandLine(new Synoptic());
        Objects.requireNonNull(all.getSubcommands().get("ratios")).addSubcommand(new RebuildCommand());
        return all.setOut(new PrintWriter(System.out, false, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("p0f")) {
            P0fMain.main(Arrays.copyOfRange(arguments, 1, arguments.length)); // has options of its own kind
        }
        System.exit(commandLine().execute(arguments));
    }
}
