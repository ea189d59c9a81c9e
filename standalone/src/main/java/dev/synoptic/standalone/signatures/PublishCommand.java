package dev.synoptic.standalone.signatures;

import dev.synoptic.schemas.exchange.DatabasePublication;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.shell.Causes;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.OutsideFailure;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `synoptic signatures publish`: another database for the whole fleet, without a restart.
@Command(
        name = "publish",
        description = "Gives the whole fleet another database. One with mistakes is refused, and nothing changes.")
public final class PublishCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Parameters(paramLabel = "FILE")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        byte[] octets = SignatureFiles.octets(file);
        String version = version(octets);
        var kafka = new HashMap<String, Object>(options.load().kafka());
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new UserMistake("kafka.bootstrap.servers is not set, expected host:port of a broker");
        }
        kafka.put("acks", "all");
        try (var producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            int partitions = DatabasePublication.publish(producer, version, octets);
            PrintWriter out = spec.commandLine().getOut();
            out.println(version + " judges " + partitions + " partitions from here on");
            out.flush();
        } catch (KafkaException failed) {
            throw new OutsideFailure("Kafka: " + Causes.innermost(failed), failed);
        }
        return ExitCode.DONE;
    }

    private String version(byte[] octets) {
        try {
            return SignatureDatabase.parseForFleet(file.toString(), octets).version();
        } catch (SignatureFileException refused) {
            throw SignatureFiles.mistake(refused);
        }
    }
}
