package dev.synoptic.standalone.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.gateway.policy.KarmaNumbers;
import dev.synoptic.gateway.policy.KarmaPoints;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.config.SettingsSource;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the settings say of a policy arrives as it was meant (`mail.md` f.1).
class PolicySetupTest {

    @TempDir
    private Path folder;

    private KarmaNumbers karma(String policy) throws IOException {
        Path file = Files.writeString(folder.resolve("synoptic.yaml"), "policy: " + policy + "\n");
        var settings = new SettingsSource(Optional.of(file), Map.of(), List.of()).load(Settings.class);
        return new PolicySetup(settings.policy()).settings().karma();
    }

    @Test
    void withoutSettingsKarmaIsAsQpsmtpdHasIt() throws IOException {
        assertThat(karma("{}")).isEqualTo(KarmaNumbers.USUAL);
    }

    @Test
    void everyNumberOfKarmaIsASetting() throws IOException {
        assertThat(karma("""
                {karma-naughty: -4, karma-nice: 5, karma-good: 20, karma-negative: 3, penalty: 2h, penalty-bonus-below: -7,
                 karma-points: {accepted: 2, signed-in: 3, unknown-recipient: -4, relay: -5, early-talker: -6, dnsbl: -3,
                                helo: -8, sender-domain: -9, failed-login: -10, content: -11}}"""))
                .isEqualTo(new KarmaNumbers(
                        new KarmaPoints(2, 3, -4, -5, -6, -3, -8, -9, -10, -11),
                        -4,
                        5,
                        20,
                        3,
                        Duration.ofHours(2),
                        -7));
    }

    @Test
    void aNumberBeyondReasonIsToldWithItsPlace() {
        assertThatThrownBy(() -> karma("{karma-points: {dnsbl: -3000}}"))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("dnsbl: -3000, expected -1000 to 1000");
    }
}
