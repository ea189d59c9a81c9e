package dev.synoptic.standalone.shell;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `synoptic completion`: a script for the shell, made of the commands as they are.
@Command(
        name = "completion",
        description = "Prints a script that completes commands and options in bash and zsh: . <(synoptic completion)")
public final class CompletionCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("synoptic", spec.root().commandLine()));
        out.flush();
        return ExitCode.DONE;
    }
}
