package dev.synoptic.standalone.deadletters;

import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.exchange.DeadLetterFile;
import dev.synoptic.schemas.exchange.DeadLetterFile.Filed;
import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.shell.Causes;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.OutsideFailure;
import dev.synoptic.standalone.shell.Terminal;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What services could not read: listed, and sent again once the cause is gone (`docs/operating/upgrade.md`).
@Command(name = "dead-letters", description = "Lists what could not be read, or sends it again.")
public final class DeadLettersCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a subcommand is missing");
    }

    @Command(name = "list", description = "One line for each; exit code 1 if there is none.")
    int list(@Mixin ConfigOptions options) throws IOException {
        var filed = read(kafka(options));
        var out = spec.commandLine().getOut();
        for (var each : filed) out.println(Terminal.printable(line(each)));
        out.flush();
        return filed.isEmpty() ? ExitCode.NEGATIVE : ExitCode.DONE;
    }

    @Command(
            name = "replay",
            description =
                    "Sends records again to where they came from; what was handled meanwhile is not handled twice.")
    int replay(
            @Mixin ConfigOptions options,
            @Option(names = "--offset", paramLabel = "N", description = "Only the letter with this number in the list.")
                    List<Long> offsets,
            @Option(
                            names = "--why",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "Only where the cause has this text.")
                    String why)
            throws IOException {
        var kafka = kafka(options);
        var chosen = read(kafka).stream()
                .filter(each -> offsets == null || offsets.contains(each.offset()))
                .filter(each -> each.letter().why().contains(why))
                .toList();
        var whole = chosen.stream()
                .filter(each -> each.letter().value().isPresent())
                .toList();
        send(kafka, whole);
        PrintWriter out = spec.commandLine().getOut();
        out.println(whole.size() + " sent again");
        if (whole.size() < chosen.size()) {
            out.println((chosen.size() - whole.size()) + " have no octets that could be sent");
        }
        out.flush();
        return whole.isEmpty() ? ExitCode.NEGATIVE : ExitCode.DONE;
    }

    private static String line(Filed filed) {
        var letter = filed.letter();
        return filed.offset() + " " + letter.service() + " " + letter.topic() + "-" + letter.partition() + "@"
                + letter.offset() + " " + letter.why();
    }

    private static Map<String, Object> kafka(ConfigOptions options) throws IOException {
        var kafka = options.load().kafka();
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new UserMistake("kafka.bootstrap.servers is not set, expected host:port of a broker");
        }
        return new HashMap<>(kafka);
    }

    private static List<Filed> read(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        var filed = new ArrayList<Filed>();
        try (var consumer = new KafkaConsumer<>(
                settings,
                new ByteArrayDeserializer(),
                Topics.DEAD_LETTERS.values().deserializer())) {
            DeadLetterFile.read(consumer, filed::add);
        } catch (KafkaException failed) {
            throw new OutsideFailure(
                    "Kafka at " + settings.get("bootstrap.servers") + ": " + Causes.innermost(failed), failed);
        }
        return filed;
    }

    private static void send(Map<String, Object> kafka, List<Filed> chosen) {
        try (var producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var each : chosen) DeadLetterFile.replay(producer, each.letter());
        } catch (KafkaException failed) {
            throw new OutsideFailure(
                    "Kafka at " + kafka.get("bootstrap.servers") + ": " + Causes.innermost(failed), failed);
        }
    }
}
