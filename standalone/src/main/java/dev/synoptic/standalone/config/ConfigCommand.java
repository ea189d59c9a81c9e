package dev.synoptic.standalone.config;

import dev.synoptic.standalone.shell.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `synoptic config`: looks after settings.
@Command(name = "config", description = "Checks settings, and prints the page of all there are.")
public final class ConfigCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a subcommand is missing");
    }

    @Command(name = "check", description = "Says whether the settings are good; every mistake is told with its line.")
    int check(@Mixin ConfigOptions options) throws IOException {
        options.load();
        PrintWriter out = spec.commandLine().getOut();
        out.println("the settings are good");
        out.flush();
        return ExitCode.DONE;
    }

    @Command(name = "reference", description = "Prints every setting with its type, default and variable, as Markdown.")
    int reference() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(SettingsReference.page());
        out.flush();
        return ExitCode.DONE;
    }
}
