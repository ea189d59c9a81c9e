package dev.synoptic.standalone.service;

import dev.synoptic.agent.AgentSettings;
import dev.synoptic.agent.CaptureAgent;
import dev.synoptic.agent.InputException;
import dev.synoptic.agent.ReadingListener;
import dev.synoptic.agent.capture.CaptureFileException;
import dev.synoptic.agent.capture.CaptureInterface;
import dev.synoptic.agent.capture.CaptureLibraryMissing;
import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.Lifetime;
import dev.synoptic.standalone.shell.OutsideFailure;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `synoptic agent`: one capture agent. With interfaces or logs to follow it runs until a signal; else it reads
/// its files to their ends.
@Command(
        name = "agent",
        description =
                "Watches interfaces and follows mail logs until a signal ends it, or reads captures and a mail log"
                        + " to their ends; publishes what they hold. SIGHUP reads the settings again.")
public final class AgentCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @ArgGroup
    private final Question question = new Question();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /// Asked in place of a run.
    static final class Question {
        @Option(names = "--list-interfaces", description = "Print the interfaces that can be watched, and end.")
        private boolean interfaces;

        @Option(names = "--print-filter", description = "Print the expression that frames pass, and end.")
        private boolean filter;

        @Option(names = "--status", description = "Ask the agent that runs how it is doing, print it, and end.")
        private boolean status;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (question.interfaces) return listInterfaces();
        Settings settings = options.load();
        if (question.filter)
            return tell(LiveSetup.filters(settings.agent().live()).getFirst());
        if (question.status) return status(settings);
        try (var lifetime = Lifetime.begin()) {
            if (settings.agent().isLive()) new Reloading(options, this::log).run(settings, lifetime);
            else readFiles(settings, lifetime);
        }
        return ExitCode.DONE;
    }

    private void readFiles(Settings all, Lifetime lifetime) throws IOException, InterruptedException {
        AgentSettings settings = ServiceSettings.of(all).agent();
        if (settings.captures().isEmpty() && settings.logs().isEmpty()) {
            throw new UserMistake("agent.live.interfaces, agent.follow, agent.captures and agent.mail-log are not set,"
                    + " expected something to read");
        }
        read(settings, lifetime);
    }

    /// Reads all files; a signal stops it where it is.
    static void read(AgentSettings settings, Lifetime lifetime) throws IOException, InterruptedException {
        try (var agent = CaptureAgent.start(settings, ReadingListener.NOBODY)) {
            lifetime.onEnd(agent::stop);
            agent.awaitEnd();
        } catch (InputException | CaptureFileException refused) {
            throw new UserMistake(String.valueOf(refused.getMessage()));
        }
    }

    private int listInterfaces() throws IOException {
        try {
            for (var each : CaptureInterface.all()) {
                tell(each.name() + each.description().map(words -> "\t" + words).orElse(""));
            }
        } catch (CaptureLibraryMissing missing) {
            throw new OutsideFailure(String.valueOf(missing.getMessage()), missing);
        }
        return ExitCode.DONE;
    }

    private int status(Settings settings) throws InterruptedException {
        var answer = AgentStatus.ask(settings.agent().live().statusPort());
        var _ = tell(answer.words().stripTrailing());
        return answer.well() ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private int tell(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
        return ExitCode.DONE;
    }

    private void log(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
