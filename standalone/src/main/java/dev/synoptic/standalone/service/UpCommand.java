package dev.synoptic.standalone.service;

import dev.synoptic.agent.AgentSettings;
import dev.synoptic.gateway.Gateway;
import dev.synoptic.schemas.TopicSetup;
import dev.synoptic.schemas.Topics;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.standalone.broker.BrokerStorage;
import dev.synoptic.standalone.broker.EmbeddedBroker;
import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.shell.Causes;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.Lifetime;
import dev.synoptic.standalone.shell.OutsideFailure;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.streams.StreamsService;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `synoptic up`: one machine for real, with a broker that keeps its data.
@Command(
        name = "up",
        description = "Runs broker, streams, gateway and agent in this process, with data that is kept, until a signal"
                + " ends it.")
public final class UpCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, SignatureFileException {
        Settings settings = options.load();
        var storage = BrokerStorage.kept(settings.broker().folder());
        try (var lifetime = Lifetime.begin();
                var broker = EmbeddedBroker.start(storage, settings.broker().port())) {
            makeTopics(settings, broker);
            run(ServiceSettings.at(settings, broker.bootstrapServers()), broker, lifetime);
        }
        return ExitCode.DONE;
    }

    private void run(ServiceSettings settings, EmbeddedBroker broker, Lifetime lifetime)
            throws IOException, InterruptedException, SignatureFileException {
        int partitions = settings.settings().topics().partitions();
        try (var streams = StreamsService.start(settings.streams());
                var gateway = Gateway.open(settings.gatewayBesideAgent(), partitions)) {
            tell("broker: " + broker.bootstrapServers());
            gateway.listening().forEach(this::tell);
            gateway.httpPort().ifPresent(port -> tell("the page: port " + port));
            var services = CompletableFuture.anyOf(broker.failure(), streams.ended());
            if (settings.settings().agent().isLive()) {
                watch(settings, services, lifetime);
                return;
            }
            AgentSettings agent = settings.agent();
            if (!agent.captures().isEmpty() || !agent.logs().isEmpty()) AgentCommand.read(agent, lifetime);
            Running.untilEnd(lifetime, services);
        }
    }

    private void watch(ServiceSettings settings, CompletableFuture<?> services, Lifetime lifetime)
            throws IOException, InterruptedException {
        try (var agent = LiveRun.start(settings)) {
            tell("the agent's metrics, health and status: port " + agent.statusPort());
            Running.untilEnd(lifetime, CompletableFuture.anyOf(services, agent.failure()));
        }
    }

    private static void makeTopics(Settings settings, EmbeddedBroker broker) throws InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var differences = TopicSetup.of(settings.topics().partitions(), 1).ensure(admin, Topics.all());
            if (!differences.isEmpty()) {
                throw new UserMistake(differences.stream().map(Object::toString).toList());
            }
        } catch (ExecutionException failed) {
            throw new OutsideFailure("the topics cannot be made: " + Causes.innermost(failed), failed);
        }
    }

    private void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
