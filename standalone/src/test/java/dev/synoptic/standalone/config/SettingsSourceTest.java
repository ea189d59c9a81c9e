package dev.synoptic.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.synoptic.packet.Fidelity;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsSourceTest {

    @TempDir
    Path folder;

    @Test
    void anEmptyFileLeavesEveryDefault() throws Exception {
        Settings settings = load("");
        assertThat(settings.topics().partitions()).isEqualTo(8);
        assertThat(settings.rules().fidelity()).isEqualTo(Fidelity.FLEET);
        assertThat(settings.streams().commitInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(settings.agent().captures()).isEmpty();
        assertThat(settings.gateway().socket()).isEmpty();
    }

    @Test
    void nestedAndDottedKeysSayTheSame() throws Exception {
        assertThat(load("gateway: {http-port: 81}")).isEqualTo(load("gateway.http-port: 81"));
    }

    @Test
    void kafkaIsPassedOnAsItStands() throws Exception {
        Settings settings = load("""
                kafka:
                  bootstrap.servers: [a:9092, b:9092]
                  security.protocol: SSL
                """);
        assertThat(settings.kafka())
                .containsOnly(Map.entry("bootstrap.servers", "a:9092,b:9092"), Map.entry("security.protocol", "SSL"));
    }

    @Test
    void theEnvironmentGoesOverTheFileAndSetOverBoth() throws Exception {
        Path file = write("gateway: {http-port: 81, http-host: file, site: file}");
        var environment = Map.of(
                "SYNOPTIC_GATEWAY_HTTP_HOST", "environment",
                "SYNOPTIC_GATEWAY_SITE", "environment",
                "SYNOPTIC_KAFKA_BOOTSTRAP_SERVERS", "k:1",
                "SYNOPTIC_LOG", "INFO",
                "PATH", "/bin");
        var assignments = List.of("gateway.site=set", "agent.captures=a.pcap, b.pcap");
        Settings settings = new SettingsSource(Optional.of(file), environment, assignments).load(Settings.class);
        assertThat(settings.gateway().httpPort()).isEqualTo(81);
        assertThat(settings.gateway().httpHost()).isEqualTo("environment");
        assertThat(settings.gateway().site()).contains("set");
        assertThat(settings.agent().captures()).containsExactly(Path.of("a.pcap"), Path.of("b.pcap"));
        assertThat(settings.kafka()).containsOnly(Map.entry("bootstrap.servers", "k:1"));
    }

    @Test
    void everyMistakeIsToldAtOnceEachWithItsLine() throws Exception {
        Path file = write("""
                gateway:
                  http-prot: 80
                  http-port: many
                streams:
                  commit-interval: 50
                  threads: 0
                rules:
                  fidelity: loose
                agent:
                  captures: {a: 1}
                """);
        String at = file + ":";
        assertThat(mistakes(file))
                .containsExactlyInAnyOrder(
                        at + "2: unknown key gateway.http-prot, did you mean gateway.http-port?",
                        at + "3: gateway.http-port: found \"many\", expected a whole number",
                        at + "5: streams.commit-interval: found \"50\", expected a duration such as 50ms, with one of"
                                + " ms, s, min, h, d",
                        at + "8: rules.fidelity: found \"loose\", expected strict, fleet",
                        at + "10: unknown key agent.captures.a, did you mean agent.captures?");
    }

    @Test
    void aRecordRefusesWhatIsOutOfItsRange() throws Exception {
        Path file = write("topics: {replication: 1, partitions: 0}");
        assertThat(mistakes(file)).containsExactly(file + ":1: topics.partitions: 0, expected at least 1");
    }

    @Test
    void aNameThatNoRecordCouldCarryIsRefused() throws Exception {
        Path file = write("agent: {site: " + "s".repeat(256) + "}");
        assertThat(mistakes(file)).containsExactly(file + ":1: agent.site: 256 octets, expected at most 255");
    }

    @Test
    void aKeyGivenTwiceIsRefused() throws Exception {
        Path twice = write("gateway: {http-port: 1}\ngateway.http-port: 2\n");
        assertThat(mistakes(twice)).containsExactly(twice + ":2: gateway.http-port is set already at " + twice + ":1");
        assertThat(mistakes(write("topics:\n  partitions: 1\n  partitions: 2\n")))
                .singleElement()
                .asString()
                .contains(":3: not YAML: Duplicate");
    }

    @Test
    void brokenYamlIsToldWithItsLine() throws Exception {
        Path file = write("gateway:\n  http-port: [1\n");
        assertThat(mistakes(file))
                .singleElement()
                .asString()
                .startsWith(file + ":")
                .contains("not YAML");
    }

    @Test
    void aListWhereOneValueIsWantedIsRefused() throws Exception {
        Path file = write("gateway:\n  http-port: [1, 2]\n");
        assertThat(mistakes(file)).containsExactly(file + ":2: gateway.http-port: found a list, expected one value");
    }

    @Test
    void aVariableThatSetsNothingIsRefused() {
        var source = new SettingsSource(Optional.empty(), Map.of("SYNOPTIC_GATEWAY_HTPP_PORT", "1"), List.of());
        assertThatExceptionOfType(UserMistake.class)
                .isThrownBy(() -> source.load(Settings.class))
                .withMessage("SYNOPTIC_GATEWAY_HTPP_PORT: sets nothing that is known");
    }

    @Test
    void aSecretInAFileThatOthersCanReadIsRefused() throws Exception {
        Path file = write("kafka: {ssl.keystore.password: x}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(mistakes(file))
                .containsExactly(file + ":1: kafka.ssl.keystore.password is a secret, and " + file
                        + " can be read by others; chmod o-r it");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(source(file).load(Settings.class).kafka()).containsKey("ssl.keystore.password");
    }

    @Test
    void aMissingFileIsAMistake() {
        assertThatExceptionOfType(UserMistake.class)
                .isThrownBy(() -> source(folder.resolve("none.yaml")).load(Settings.class))
                .withMessageContaining("no such file");
    }

    private Settings load(String yaml) throws IOException {
        return source(write(yaml)).load(Settings.class);
    }

    private static List<String> mistakes(Path file) throws IOException {
        try {
            return List.of("none: " + source(file).load(Settings.class));
        } catch (UserMistake mistake) {
            return mistake.lines();
        }
    }

    private static SettingsSource source(Path file) {
        return new SettingsSource(Optional.of(file), Map.of(), List.of());
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("synoptic.yaml"), yaml);
    }
}
