package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.schemas.DeadLetter;
import dev.synoptic.schemas.Topic;
import dev.synoptic.schemas.TopicSetup;
import dev.synoptic.schemas.TopicSetup.Difference;
import dev.synoptic.schemas.Topics;
import dev.synoptic.standalone.Synoptic;
import dev.synoptic.streams.StreamsService;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of an operator against a real broker: dead letters, topics, the drawing of the topology.
class OperatorCommandsTest {

    @TempDir
    Path folder;

    @Test
    void deadLettersAreListedAndTakenOnceHoweverOftenTheyAreSentAgain() throws Exception {
        try (var fleet = Fleet.withoutServices(folder.resolve("fleet"))) {
            String bootstrap = fleet.streamsSettings().bootstrap();
            assertThat(run(bootstrap, "dead-letters", "list").status()).isEqualTo(1);
            file(bootstrap, letter());

            var listed = run(bootstrap, "dead-letters", "list");
            assertThat(listed.status()).isZero();
            assertThat(listed.out()).contains("0 fingerprint-streams handshakes.v1-1@7 unknown schema");

            assertThat(run(bootstrap, "dead-letters", "replay").out()).contains("1 sent again");
            assertThat(run(bootstrap, "dead-letters", "replay", "--why", "unknown")
                            .status())
                    .isZero();
            assertThat(run(bootstrap, "dead-letters", "replay", "--why", "another")
                            .status())
                    .isEqualTo(1);
            fleet.startStreams();
            fleet.awaitRead(fleet.streamsSettings().applicationId(), Topics.HANDSHAKES);

            assertThat(fleet.values(Topics.HOSTS)).hasSize(1);
        }
    }

    @Test
    void topicsAreCheckedAndWhatDiffersIsSaid() throws Exception {
        try (var fleet = Fleet.withoutServices(folder.resolve("fleet"));
                var admin = Admin.create(
                        Map.of("bootstrap.servers", fleet.streamsSettings().bootstrap()))) {
            var setup = TopicSetup.of(Fleet.PARTITIONS, 1);
            assertThat(setup.check(admin, Topics.all())).isEmpty();
            var hosts = new ConfigResource(ConfigResource.Type.TOPIC, Topics.HOSTS.name());
            var delete = new AlterConfigOp(new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(hosts, List.of(delete))).all().get();
            var known = Topics.HOSTS;
            var absent = new Topic<>("absent.v1", known.keys(), known.values(), known.spread(), known.kept());

            Eventually.until(
                    "the broker says so",
                    () -> !setup.check(admin, Topics.all()).isEmpty());
            assertThat(setup.check(admin, List.of(known, absent)))
                    .containsExactlyInAnyOrder(
                            new Difference("hosts.v1", "cleanup.policy", "delete", "compact"),
                            new Difference("absent.v1", "topic", "missing", "present"));
            assertThat(TopicSetup.of(Fleet.PARTITIONS + 1, 1).check(admin, Topics.all()))
                    .contains(new Difference("handshakes.v1", "partitions", "4", "5"));
        }
    }

    @Test
    void theTopologyIsDrawnWithoutACluster() {
        var drawn = run("nowhere:1", "streams", "describe");

        assertThat(drawn.status()).isZero();
        assertThat(drawn.out()).isEqualTo(StreamsService.describeTopology()).contains("remember", "hosts-out");
    }

    private static DeadLetter letter() {
        byte[] key = "192.0.2.7".getBytes(StandardCharsets.UTF_8);
        return new DeadLetter(
                "fingerprint-streams",
                Topics.HANDSHAKES.name(),
                1,
                7,
                "unknown schema",
                Optional.of(Bytes.wrap(key)),
                Optional.of(Bytes.wrap(DeadLettersTest.octetsOfAnAnswer())));
    }

    private static void file(String bootstrap, DeadLetter letter) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] octets = Topics.DEAD_LETTERS.values().serializer().serialize("", letter);
            producer.send(new ProducerRecord<>(Topics.DEAD_LETTERS.name(), octets))
                    .get();
        }
    }

    private record Run(int status, String out) {}

    private static Run run(String bootstrap, String... words) {
        var out = new StringWriter();
        var command = Synoptic.commandLine().setOut(new PrintWriter(out));
        var arguments = new ArrayList<>(List.of(words));
        if (!words[1].equals("describe")) arguments.addAll(List.of("--set", "kafka.bootstrap.servers=" + bootstrap));
        return new Run(command.execute(arguments.toArray(String[]::new)), out.toString());
    }
}
