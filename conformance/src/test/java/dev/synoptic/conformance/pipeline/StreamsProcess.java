package dev.synoptic.conformance.pipeline;

import dev.synoptic.packet.Fidelity;
import dev.synoptic.streams.StreamsService;
import dev.synoptic.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The streams part as a process of its own, which a test can kill without warning.
public final class StreamsProcess {

    /// How it reads.
    enum Pace {
        /// As ever.
        USUAL(Map.of()),
        /// One record per poll, which makes the work take long enough to be killed in the middle of it.
        SLOW(Map.of("max.poll.records", "1")),
        /// On three brokers, with warm copies of the stores.
        CLUSTER(Map.of());

        private final Map<String, String> kafka;

        Pace(Map<String, String> kafka) {
            this.kafka = kafka;
        }
    }

    private StreamsProcess() {}

    /// Runs until it is killed.
    public static void main(String[] arguments) throws Exception {
        var usual = StreamsSettings.of(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]));
        var settings = usual.with(Fidelity.STRICT).kafka(Pace.valueOf(arguments[3]).kafka);
        if (Pace.valueOf(arguments[3]) == Pace.CLUSTER) {
            settings = settings.among(BrokerProcess.NODES, 1, Optional.empty(), OptionalInt.empty());
        }
        try (var service = StreamsService.start(settings)) {
            service.ended().get();
        }
    }

    /// Starts it in a JVM like this one.
    static Process start(StreamsSettings settings, Pace pace, Path log) throws IOException {
        return new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.synoptic.schemas",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamsProcess.class.getName(),
                        settings.bootstrap(),
                        settings.signatures().toString(),
                        settings.stateDir().toString(),
                        pace.name()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
