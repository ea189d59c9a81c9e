package dev.synoptic.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.conformance.pipeline.Eventually;
import dev.synoptic.schemas.Topics;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets and mail are sent past the agent, and stand in the log that it follows; afterwards no topic, spool or log of
/// ours holds a trace of them (`mail.md` P1 to P3).
@Needs({Need.ROOT, Need.IPROUTE2, Need.LIBPCAP, Need.PYTHON})
class PrivacyTest {

    private static final String SECRET = "Geheim";

    @TempDir
    private Path folder;

    @Test
    void nothingOfPeopleLeavesTheHost() throws Exception {
        String script = VirtualCable.script("secrets.py", folder);
        Path mail = Files.writeString(folder.resolve("mail.log"), log());
        Path log = folder.resolve("agent.log");
        Path spool = folder.resolve("agent/spool");
        try (var broker = TestBroker.start(folder.resolve("broker"));
                var cable = new VirtualCable()) {
            broker.stop();
            var server = cable.here("python3", script, "server", Cable.V4);
            assertThat(server.inputReader().readLine()).isEqualTo("listening");
            var running = AgentProcess.start(
                    AgentProcess.settings(
                            folder,
                            broker.bootstrap(),
                            cable.device(),
                            0,
                            "    http-ports: [8080]",
                            "  follow:",
                            "    - file: " + mail,
                            "      mta: postfix"),
                    log);
            try {
                var client = cable.there("python3", script, "client", Cable.V4);
                assertThat(client.inputReader().readLine()).isEqualTo("done");
                Eventually.until("a spool", () -> octets(spool) > 3_000);
                assertThat(traces(spool)).isEmpty();
                broker.startAgain();
                Eventually.until(
                        "verdicts",
                        () -> broker.records(Topics.VERDICTS).stream().anyMatch(record -> record.key() != null));
                Eventually.until("an empty spool", () -> octets(spool) == 0);
            } finally {
                running.destroy();
                running.waitFor();
            }
            List<String> topics = topics(broker);
            assertThat(topics).anyMatch(octets -> octets.contains("User-Agent"));
            assertThat(topics).noneMatch(octets -> octets.contains(SECRET));
            assertThat(traces(folder.resolve("agent"))).isEmpty();
            assertThat(Files.readString(log)).doesNotContain(SECRET);
        }
    }

    private static String log() {
        return """
                2026-11-20T16:20:18.6+00:00 mx postfix/smtpd[9]: connect from unknown[192.0.2.7]:40000
                2026-11-20T16:20:18.7+00:00 mx postfix/smtpd[9]: 4jWKbC1ChmzLhWh: client=unknown[192.0.2.7]:40000, sasl_method=PLAIN, sasl_username=GeheimUser
                2026-11-20T16:20:18.8+00:00 mx postfix/cleanup[10]: 4jWKbC1ChmzLhWh: message-id=<GeheimId@example.org>
                2026-11-20T16:20:18.9+00:00 mx postfix/qmgr[8]: 4jWKbC1ChmzLhWh: from=<GeheimSender@example.org>, size=500, nrcpt=1 (queue active)
                2026-11-20T16:20:19.0+00:00 mx postfix/smtpd[9]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]:40000: 550 5.1.1 <GeheimRcpt@example.net>: Recipient address rejected: User unknown GeheimText; from=<GeheimSender@example.org> to=<GeheimRcpt@example.net> proto=ESMTP helo=<h.example>
                2026-11-20T16:20:19.1+00:00 mx postfix/smtpd[9]: disconnect from unknown[192.0.2.7]:40000 ehlo=1 auth=1 mail=2 rcpt=1/2 data=1 quit=1 commands=7/8
                2026-11-20T18:20:19.1+00:00 mx postfix/smtpd[9]: connect from unknown[192.0.2.8]:40000
                """;
    }

    private static long octets(Path spool) throws IOException {
        if (!Files.isDirectory(spool)) return 0;
        try (var files = Files.list(spool)) {
            return files.filter(file -> file.toString().endsWith(".avro"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static List<Path> traces(Path below) throws IOException {
        try (var all = Files.walk(below)) {
            List<Path> found = new ArrayList<>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(SECRET)) found.add(file);
            }
            return found;
        }
    }

    /// Every record of every topic, octet by octet.
    private static List<String> topics(TestBroker broker) {
        List<String> octets = new ArrayList<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrap());
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.key() != null) octets.add(new String(record.key(), StandardCharsets.ISO_8859_1));
                    if (record.value() != null) octets.add(new String(record.value(), StandardCharsets.ISO_8859_1));
                });
            }
        }
        return octets;
    }
}
