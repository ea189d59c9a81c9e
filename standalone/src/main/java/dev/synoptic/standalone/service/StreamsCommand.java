package dev.synoptic.standalone.service;

import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.Lifetime;
import dev.synoptic.streams.StreamsService;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `synoptic streams`: one instance of the stream processor.
@Command(name = "streams", description = "Runs one instance of the stream processor, until a signal ends it.")
public final class StreamsCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Command(name = "describe", description = "Prints the topology as Kafka Streams draws it; asks no cluster.")
    int describe() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(StreamsService.describeTopology());
        out.flush();
        return ExitCode.DONE;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SignatureFileException {
        var settings = ServiceSettings.of(options.load()).streams();
        try (var lifetime = Lifetime.begin();
                var service = StreamsService.start(settings)) {
            Running.untilEnd(lifetime, service.ended());
        }
        return ExitCode.DONE;
    }
}
