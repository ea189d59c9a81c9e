package dev.synoptic.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A password that the service manager lays into a folder, and that settings only name.
class SecretsTest {

    @TempDir
    private Path credentials;

    @Test
    void aPasswordComesFromTheFolderOfCredentialsAndIsNotShown() throws IOException {
        Files.writeString(credentials.resolve("kafka-password"), "geheim");
        var publish = new PublishSettings(
                "localhost:9092",
                Duration.ofMillis(5),
                Duration.ofMinutes(2),
                Map.of(
                        "config.providers",
                        "credentials",
                        "config.providers.credentials.class",
                        "org.apache.kafka.common.config.provider.DirectoryConfigProvider",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"agent\""
                                + " password=\"${credentials:" + credentials + ":kafka-password}\";"));
        Map<String, Object> settings = Publisher.producerSettings(publish, "agent");
        settings.put("key.serializer", ByteArraySerializer.class);
        settings.put("value.serializer", ByteArraySerializer.class);
        var config = new ProducerConfig(settings);

        assertThat(config.getPassword("sasl.jaas.config").value()).contains("password=\"geheim\"");
        assertThat(config.values().toString()).doesNotContain("geheim");
    }
}
