package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.nio.file.Path;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;

/// The pipeline over a broker as it is published, in a container of its own: nothing rests on the broker that is
/// embedded here.
@Needs(Need.DOCKER)
class ContainerBrokerTest {

    private static final String IMAGE = "apache/kafka:" + AppInfoParser.getVersion();

    @TempDir
    private Path folder;

    @Test
    void theTableIsThatOfTheEmbeddedBroker() throws Exception {
        MailHost.Input input = MailHost.MX1.unpack(folder);
        var broker = new KafkaContainer(IMAGE)
                .withImagePullPolicy(_ -> false)
                .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1");
        broker.start();
        try (var fleet = Fleet.at(folder.resolve("fleet"), broker.getBootstrapServers(), broker, 1)) {
            fleet.startGateway(input);
            fleet.startStreams();
            fleet.play(input);

            assertThat(fleet.table()).isEqualTo(MailHost.MX1.expected());
        }
    }
}
