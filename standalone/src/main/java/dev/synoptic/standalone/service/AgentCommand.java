package dev.synoptic.standalone.service;

import dev.synoptic.agent.AgentSettings;
import dev.synoptic.agent.CaptureAgent;
import dev.synoptic.agent.InputException;
import dev.synoptic.agent.ReadingListener;
import dev.synoptic.agent.capture.CaptureFileException;
import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.Lifetime;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `synoptic agent`: one capture agent, which reads its files to their ends.
@Command(name = "agent", description = "Reads captures and a mail log to their ends and publishes what they hold.")
public final class AgentCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        AgentSettings settings = ServiceSettings.of(options.load()).agent();
        if (settings.captures().isEmpty() && settings.logs().isEmpty()) {
            throw new UserMistake("agent.captures and agent.mail-log are not set, expected a file to read");
        }
        try (var lifetime = Lifetime.begin()) {
            read(settings, lifetime);
        }
        return ExitCode.DONE;
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
}
