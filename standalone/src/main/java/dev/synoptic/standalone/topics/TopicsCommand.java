package dev.synoptic.standalone.topics;

import dev.synoptic.schemas.TopicSetup;
import dev.synoptic.schemas.TopicSetup.Difference;
import dev.synoptic.schemas.Topics;
import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.shell.Causes;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.OutsideFailure;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Makes the catalogue's topics in a cluster, or says how those that are there differ.
@Command(name = "topics", description = "Makes or checks the topics of the catalogue.")
public final class TopicsCommand implements Runnable {

    /// Longer than a busy cluster takes to answer; an absent one is told after it.
    private static final String ANSWER_MILLIS_MAX = "15000";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a subcommand is missing");
    }

    @Command(name = "create", description = "Makes the topics that are missing; changes none that is there.")
    int create(@Mixin ConfigOptions options) throws IOException {
        return tell(options.load(), (setup, admin) -> setup.ensure(admin, Topics.all()));
    }

    @Command(name = "check", description = "Says how the topics differ from the catalogue; exit code 1 if they do.")
    int check(@Mixin ConfigOptions options) throws IOException {
        return tell(options.load(), (setup, admin) -> setup.check(admin, Topics.all()));
    }

    private int tell(Settings settings, Work work) {
        List<Difference> differences = run(settings, work);
        PrintWriter out = spec.commandLine().getOut();
        differences.forEach(out::println);
        if (differences.isEmpty()) out.println("all " + Topics.all().size() + " topics are as the catalogue says");
        out.flush();
        return differences.isEmpty() ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private static List<Difference> run(Settings settings, Work work) {
        if (!settings.kafka().containsKey("bootstrap.servers")) {
            throw new UserMistake("kafka.bootstrap.servers is not set, expected host:port of a broker");
        }
        Map<String, Object> client = new HashMap<>(settings.kafka());
        client.put("default.api.timeout.ms", ANSWER_MILLIS_MAX);
        client.put("request.timeout.ms", ANSWER_MILLIS_MAX);
        var setup =
                TopicSetup.of(settings.topics().partitions(), settings.topics().replication());
        try (var admin = Admin.create(client)) {
            return work.on(setup, admin);
        } catch (ExecutionException failed) {
            throw new OutsideFailure(
                    "Kafka at " + client.get("bootstrap.servers") + ": " + Causes.innermost(failed), failed);
        } catch (KafkaException failed) {
            throw new UserMistake("kafka: " + Causes.innermost(failed));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new OutsideFailure("interrupted", stopped);
        }
    }

    private interface Work {
        List<Difference> on(TopicSetup setup, Admin admin) throws ExecutionException, InterruptedException;
    }
}
