package dev.synoptic.standalone.query;

import dev.synoptic.standalone.shell.Errors;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The process behind `synoptic query`: the same subcommand under a parent that loads nothing else.
@Command(name = "synoptic", subcommands = QueryCommand.class)
public final class QueryMain {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    private QueryMain() {}

    /// Ends the process with the query's exit status.
    public static void main(String... arguments) {
        var errors = new Errors();
        System.exit(new CommandLine(new QueryMain())
                .setOut(new PrintWriter(System.out, false, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .execute(arguments));
    }
}
