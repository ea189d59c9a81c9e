package dev.synoptic.conformance.fronts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The units of `deploy/` as systemd reads them: it knows every word, and means by it what is meant.
@Needs(Need.SYSTEMD)
class UnitsTest {

    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy/systemd/synoptic-front.service",
                "deploy/systemd/synoptic-gateway.service",
                "deploy/agent/synoptic-agent.service"
            })
    void systemdFindsNothingToComplainOf(String unit) throws Exception {
        assertThat(complaints(unit, installed(unit))).isEmpty();
    }

    @Test
    void itWouldComplainOfAWordThatItDoesNotKnow() throws Exception {
        String unit = "deploy/systemd/synoptic-front.service";
        assertThat(complaints(unit, installed(unit).replace("Restart=always", "Restart=forever")))
                .contains("Failed to parse service restart specifier");
    }

    /// As on a machine on which the package is installed: its program is there, and so are its users.
    private static String installed(String unit) throws IOException {
        return Files.readString(Repository.root().resolve(unit))
                .replaceAll("(?m)^(ExecStart=)/usr/s?bin/synoptic(-agent)?\\b", "$1/bin/true")
                .replaceAll("(?m)^(User|Group)=synoptic(-agent)?$", "$1=root");
    }

    private String complaints(String unit, String text) throws Exception {
        Path copy = folder.resolve(Path.of(unit).getFileName());
        Files.writeString(copy, text);
        Path said = folder.resolve("said");
        Process verifying = new ProcessBuilder("systemd-analyze", "verify", "--man=no", copy.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(verifying.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("systemd-analyze has ended")
                    .isTrue();
        } finally {
            verifying.destroyForcibly();
        }
        return Files.readString(said, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(copy.getFileName().toString())) // not of the machine's own units
                .collect(Collectors.joining("\n"));
    }
}
