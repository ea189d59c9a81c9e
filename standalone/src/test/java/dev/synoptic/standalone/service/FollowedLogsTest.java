package dev.synoptic.standalone.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.gateway.join.EnrolledSource;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.config.SettingsSource;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `agent.follow` says: a log that holds a mail server's lines and its filter's is followed as two.
class FollowedLogsTest {

    @TempDir
    private Path folder;

    private List<String> sources(String follow) throws IOException {
        Path file = Files.writeString(folder.resolve("synoptic.yaml"), "agent: {follow: " + follow + "}\n");
        var settings = new SettingsSource(Optional.of(file), Map.of(), List.of()).load(Settings.class);
        return new LiveSetup(settings.agent(), Fidelity.FLEET)
                .sources().stream().map(EnrolledSource::source).toList();
    }

    @Test
    void aFiltersLinesInItsServersLogAreASourceOfTheirOwn() throws IOException {
        assertThat(sources("[{file: /l/mail.log}, {file: /l/mail.log, mta: rspamd}, {units: [a], mta: exim}]"))
                .containsExactly("log:/l/mail.log", "log:/l/mail.log:rspamd", "journal:a");
    }

    @Test
    void theSameLogTwiceIsRefused() {
        for (String twice : List.of(
                "[{file: /l/mail.log}, {file: /l/mail.log, mta: postfix}]",
                "[{file: /l/mail.log, mta: rspamd}, {file: /l/mail.log, mta: rspamd}]")) {
            assertThatThrownBy(() -> sources(twice))
                    .isInstanceOf(UserMistake.class)
                    .hasMessageContaining("follow: found /l/mail.log")
                    .hasMessageContaining("expected each log once");
        }
    }
}
