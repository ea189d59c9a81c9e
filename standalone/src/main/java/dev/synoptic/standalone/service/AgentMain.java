package dev.synoptic.standalone.service;

import dev.synoptic.standalone.config.ConfigCommand;
import dev.synoptic.standalone.shell.Errors;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `synoptic-agent`: the agent alone, as its package installs it, without broker, streams and gateway on the class
/// path.
@Command(
        name = "synoptic-agent",
        description = "Synoptic's capture agent: what operating systems connect to this mail host, and what they send.",
        subcommands = {AgentCommand.class, ConfigCommand.class})
public final class AgentMain {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    private AgentMain() {}

    /// The clock by which an agent on a mail host tells what time it is.
    static InstantSource wallClock() {
        return InstantSource.system();
    }

    /// Ends the process with the command's exit status.
    public static void main(String... arguments) {
        var errors = new Errors();
        System.exit(new CommandLine(new AgentMain())
                .setOut(new PrintWriter(System.out, false, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .execute(arguments));
    }
}
