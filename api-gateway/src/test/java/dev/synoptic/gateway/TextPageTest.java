package dev.synoptic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The commands of `docs/protocols/text.md` as they are written (`clients.md` 5): only the socket's place and
/// the host's address are others.
@Needs(Need.NETCAT)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TextPageTest {

    private static final String CODE = "    ";
    private static final String PROMPT = CODE + "$ ";
    private static final String SOCKET = "/run/synoptic/text.sock";
    private static final String HOST = "192.0.2.25";

    @TempDir
    Path folder;

    @Test
    void itsSessionPrintsWhatItSays() throws Exception {
        List<String> page = page();
        try (var _ = stand()) {
            int commands = 0;
            for (int i = 0; i < page.size(); i++) {
                if (!page.get(i).startsWith(PROMPT)) continue;
                commands++;
                assertThat(run(page.get(i).substring(PROMPT.length()), ""))
                        .isEqualTo(page.get(i + 1).strip() + "\n");
            }
            assertThat(commands).isEqualTo(2);
        }
    }

    @Test
    void itsOneLinerAlwaysPrintsOneLine() throws Exception {
        String command = page().stream()
                .filter(line -> line.startsWith(CODE + "os=$("))
                .findFirst()
                .orElseThrow()
                .strip();
        try (var _ = stand()) {
            assertThat(run(command, FrontStand.KNOWN)).isEqualTo("Linux 3.11 and newer\n");
            assertThat(run(command, FrontStand.KNOWN6)).isEqualTo("Linux 3.11 and newer\n");
            assertThat(run(command, FrontStand.UNKNOWN)).isEqualTo("Unknown\n");
            assertThat(run(command, "")).isEqualTo("Unknown\n");
        }
        assertThat(run(command, FrontStand.KNOWN)).as("the service is away").isEqualTo("Unknown\n");
    }

    @Test
    void itsLineForEximIsTheSnippetThatEximIsTriedWith() throws Exception {
        String line = page().stream()
                .filter(each -> each.strip().startsWith("warn add_header"))
                .findFirst()
                .orElseThrow()
                .strip();
        assertThat(Files.readString(Repository.root().resolve("deploy/exim/readsocket.conf")))
                .contains(line);
    }

    private static List<String> page() throws IOException {
        return Files.readAllLines(Repository.root().resolve("docs/protocols/text.md"));
    }

    private FrontStand stand() throws IOException {
        return new FrontStand(FrontStand.on(new Spoken.Text(), Endpoint.Unix.at(folder.resolve("text"))));
    }

    private String run(String command, String argument) throws Exception {
        String here = command.replace(SOCKET, folder.resolve("text").toString()).replace(HOST, FrontStand.KNOWN);
        var words = new ArrayList<>(List.of("sh", "-c", here, "sh"));
        words.add(argument);
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
